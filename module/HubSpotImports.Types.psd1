# What the psm1 loads behind the cmdlets, so that of two copies of the module the second one fails at these, with what to do.
@{
    ModuleVersion  = '0.1.0'
    GUID           = '2f1c1f63-1f0e-4f1e-9d6b-0b8c9a2f5f44'
    TypesToProcess = @('HubSpotImports.Types.ps1xml')
}
