namespace CycleSim.Terminal;

/// <summary>The user ended a run that can be resumed.</summary>
/// <param name="message">How, for the user.</param>
public sealed class RunInterruptedException(string message) : Exception(message)
{
    /// <summary>What to say of a run without a folder, which leaves nothing to resume from.</summary>
    public const string NothingKept = "interrupted; nothing was kept: a run with --out DIR can be resumed";
}
