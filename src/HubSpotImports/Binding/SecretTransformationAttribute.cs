using System.Management.Automation;
using System.Runtime.CompilerServices;
using System.Security;

namespace HubSpotImports.Binding;

/// <summary>
/// Takes a token or another secret as a SecureString, the password of a PSCredential, or plain text, which scripts that read environment variables or files
/// have. What was given is in no message.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SecretTransformationAttribute : ArgumentTransformationAttribute
{
    private static readonly ConditionalWeakTable<SecureString, object> FromText = new();

    /// <summary>Whether a secret was given as plain text.</summary>
    /// <param name="secret">The secret, as it was bound.</param>
    internal static bool WasText(SecureString? secret) => secret is not null && FromText.TryGetValue(secret, out _);

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
        {
            SecureString secure => secure,
            PSCredential credential => credential.Password,
            string text => Secure(text),
            _ => throw new ArgumentTransformationMetadataException("A secret must be a SecureString, a PSCredential or a string."),
        };

    private static SecureString Secure(string text)
    {
        var secure = new SecureString();
        foreach (var c in text) secure.AppendChar(c);
        secure.MakeReadOnly();
        FromText.Add(secure, FromText);
        return secure;
    }
}
