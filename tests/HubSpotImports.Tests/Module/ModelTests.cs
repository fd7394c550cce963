using System.Collections;
using System.Reflection;

namespace HubSpotImports.Tests.Module;

/// <summary>What PowerShell asks of the models.</summary>
public sealed class ModelTests
{
    // What collection expressions make has its indexer hidden: PowerShell would answer [0] with the whole list.
    [Fact]
    public void Lists_can_be_indexed()
    {
        var lists = typeof(HsImport).Assembly.GetExportedTypes().Where(type => type is { IsClass: true, IsAbstract: false } && !typeof(Exception).IsAssignableFrom(type))
            .SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static)
                .Where(property => property.PropertyType.IsGenericType && property.PropertyType.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
                .Select(property => (property, Value: property.GetValue(property.GetMethod!.IsStatic ? null : Filled(type)))))
            .ToList();

        Assert.NotEmpty(lists);
        Assert.All(lists, list => Assert.True(list.Value is Array || list.Value!.GetType().GetDefaultMembers().OfType<PropertyInfo>().Any(), $"{list.property.DeclaringType}.{list.property.Name} is a {list.Value!.GetType()}"));
    }

    // An object whose lists were set as Core sets them: from a collection expression with something in it.
    private static object Filled(Type type)
    {
        if (type == typeof(HsObjectType)) return HsObjectType.All[0]; // There are no others.
        var made = Activator.CreateInstance(type, BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance, null, null, null)!;
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite && typeof(IEnumerable).IsAssignableFrom(property.PropertyType) && property.PropertyType.IsGenericType))
        {
            if (property.PropertyType.GetGenericTypeDefinition() != typeof(IReadOnlyList<>)) continue;
            var element = property.PropertyType.GetGenericArguments()[0];
            property.SetValue(made, typeof(ModelTests).GetMethod(nameof(Hidden), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(element).Invoke(null, null));
        }

        return made;
    }

    private static IReadOnlyList<T> Hidden<T>() => typeof(T) == typeof(string) ? [(T)(object)""] : [(T)Filled(typeof(T))];
}
