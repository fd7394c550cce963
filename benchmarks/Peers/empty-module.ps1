# Makes the smallest binary module: one cmdlet that writes nothing.
param([string] $Path)

Add-Type -OutputType Library -OutputAssembly $Path -TypeDefinition @'
using System.Management.Automation;

[Cmdlet("Invoke", "Nothing")]
public class InvokeNothing : Cmdlet { }
'@
