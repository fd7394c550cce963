using HubSpotImports.Operations;
using HubSpotImports.Tests.Files;

namespace HubSpotImports.Tests.Operations;

/// <summary>Companies, and the contacts that they name by a common column of e-mails: the guide's import of two files.</summary>
internal sealed class TwoFiles : IDisposable
{
    public const string CompanyRows = "Acme,acme.example,ann@acme.example\r\nZed,zed.example,zoe@zed.example\r\n";
    public const string ContactRows = "ann@acme.example,Ann\r\nzoe@zed.example,Zoe\r\n";

    public TwoFiles(string companyRows = CompanyRows, string contactRows = ContactRows)
    {
        Companies = new TempFile("Company,Domain,Email\r\n" + companyRows, "companies.csv");
        Contacts = new TempFile("Email,First Name\r\n" + contactRows);
    }

    public TempFile Companies { get; }

    public TempFile Contacts { get; }

    public static IReadOnlyList<HsColumnMapping> CompanyColumns { get; } =
    [
        Column("Company", "company", "name"),
        Column("Domain", "company", "domain"),
        NewColumnMapping.Make(new ExplicitColumnMapping { ColumnName = "Email", ObjectType = "company", ToObjectType = "contact", AssociationTypeId = 280 }),
    ];

    public static IReadOnlyList<HsColumnMapping> ContactColumns { get; } =
    [
        NewColumnMapping.Make(new ExplicitColumnMapping { ColumnName = "Email", ObjectType = "contact", PropertyName = "email", AssociationIdentifierColumn = true }),
        Column("First Name", "contact", "firstname"),
    ];

    public HsImportFile CompanyFile => NewImportFile.Make(Companies.Path, CompanyColumns);

    public HsImportFile ContactFile => NewImportFile.Make(Contacts.Path, ContactColumns);

    public StartImportRequest Request => new() { Files = [CompanyFile, ContactFile], Wait = true, SettlingTime = TimeSpan.Zero };

    public static HsColumnMapping Column(string header, string objectType, string property) =>
        NewColumnMapping.Make(new ExplicitColumnMapping { ColumnName = header, ObjectType = objectType, PropertyName = property });

    public void Dispose()
    {
        Companies.Dispose();
        Contacts.Dispose();
    }
}
