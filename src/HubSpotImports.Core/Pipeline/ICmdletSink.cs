namespace HubSpotImports.Pipeline;

/// <summary>Where the output of an operation goes. The cmdlets put it into the PowerShell pipeline; tests record it.</summary>
public interface ICmdletSink
{
    /// <summary>Puts one object into the pipeline.</summary>
    /// <param name="value">The object.</param>
    void WriteObject(object value);

    /// <summary>Reports that one item failed; the others go on.</summary>
    /// <param name="error">The error.</param>
    void WriteError(HsException error);

    /// <summary>Warns.</summary>
    /// <param name="text">The warning.</param>
    void WriteWarning(string text);

    /// <summary>Tells of a decision or a request.</summary>
    /// <param name="text">The message.</param>
    void WriteVerbose(string text);

    /// <summary>Shows how far the work is.</summary>
    /// <param name="progress">The progress.</param>
    void WriteProgress(HsProgress progress);

    /// <summary>Asks whether to go on with a change, as <c>-WhatIf</c> and <c>-Confirm</c> have it.</summary>
    /// <param name="target">What is changed.</param>
    /// <param name="action">What is done to it.</param>
    /// <returns>Whether to do it.</returns>
    bool ShouldProcess(string target, string action);
}
