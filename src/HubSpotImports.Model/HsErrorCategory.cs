namespace HubSpotImports;

/// <summary>The kind of an error, under the names that PowerShell's <c>ErrorCategory</c> has.</summary>
public enum HsErrorCategory
{
    /// <summary>None fits.</summary>
    NotSpecified = 0,

    /// <summary>A file or connection cannot be opened.</summary>
    OpenError = 1,

    /// <summary>An argument is not valid.</summary>
    InvalidArgument = 5,

    /// <summary>Data is not valid.</summary>
    InvalidData = 6,

    /// <summary>The operation is not possible now.</summary>
    InvalidOperation = 7,

    /// <summary>The result is not what was asked for.</summary>
    InvalidResult = 8,

    /// <summary>There is no such object.</summary>
    ObjectNotFound = 13,

    /// <summary>A time limit passed.</summary>
    OperationTimeout = 15,

    /// <summary>The account may not do this.</summary>
    PermissionDenied = 18,

    /// <summary>A resource, such as a file, is in use.</summary>
    ResourceBusy = 19,

    /// <summary>The thing is there already.</summary>
    ResourceExists = 20,

    /// <summary>The server or file cannot be reached.</summary>
    ResourceUnavailable = 21,

    /// <summary>Reading failed.</summary>
    ReadError = 22,

    /// <summary>Writing failed.</summary>
    WriteError = 23,

    /// <summary>The account is not known.</summary>
    SecurityError = 25,

    /// <summary>The connection failed.</summary>
    ConnectionError = 27,

    /// <summary>The token is missing, wrong or expired.</summary>
    AuthenticationError = 28,

    /// <summary>A limit of HubSpot's is passed.</summary>
    LimitsExceeded = 29,

    /// <summary>The server broke the protocol.</summary>
    ProtocolError = 26,
}
