#if NETFRAMEWORK
#pragma warning disable CA1812, IDE0130 // The compiler itself uses these types, and looks for them in these namespaces.
namespace System.Runtime.CompilerServices
{
    /// <summary>Lets the compiler use <c>init</c> on .NET Framework.</summary>
    internal static class IsExternalInit;

    /// <summary>Lets the compiler use <c>required</c> on .NET Framework.</summary>
    [AttributeUsage(AttributeTargets.All, Inherited = false)]
    internal sealed class RequiredMemberAttribute : Attribute;

    /// <summary>Lets the compiler use <c>required</c> on .NET Framework.</summary>
    [AttributeUsage(AttributeTargets.All, AllowMultiple = true, Inherited = false)]
    internal sealed class CompilerFeatureRequiredAttribute(string featureName) : Attribute
    {
        public string FeatureName { get; } = featureName;
    }
}

namespace System
{
    /// <summary>Lets the compiler use <c>^1</c> on .NET Framework.</summary>
    internal readonly struct Index(int value, bool fromEnd = false)
    {
        public int GetOffset(int length) => fromEnd ? length - value : value;

        public static implicit operator Index(int value) => new(value);
    }

    /// <summary>Lets the compiler use <c>a..b</c> on .NET Framework.</summary>
    internal readonly struct Range(Index start, Index end)
    {
        public Index Start { get; } = start;

        public Index End { get; } = end;
    }
}

namespace System.Diagnostics.CodeAnalysis
{
    /// <summary>Says that an out parameter is not null when the method returns the given value.</summary>
    [AttributeUsage(AttributeTargets.Parameter)]
    internal sealed class NotNullWhenAttribute(bool returnValue) : Attribute
    {
        public bool ReturnValue { get; } = returnValue;
    }

    /// <summary>Says that a constructor sets all required members.</summary>
    [AttributeUsage(AttributeTargets.Constructor, Inherited = false)]
    internal sealed class SetsRequiredMembersAttribute : Attribute;
}
#endif
