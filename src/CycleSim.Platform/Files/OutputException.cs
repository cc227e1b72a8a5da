using CycleSim.Platform.Native;

namespace CycleSim.Platform.Files;

/// <summary>Something could not be written to its end: a full disk or device, a closed pipe. No mistake of the user and no bug.</summary>
/// <param name="message">The whole message, with the name of the output and the reason.</param>
/// <param name="readerLeft">Whether it is a pipe whose reader has enough, as `head` has: no reason to complain.</param>
public sealed class OutputException(string message, bool readerLeft) : Exception(message)
{
    /// <summary>Whether it is a pipe whose reader has enough.</summary>
    public bool ReaderLeft { get; } = readerLeft;

    /// <summary>What the system said of an output.</summary>
    internal static OutputException Of(string name, IOException problem)
    {
        // The system names the file in quotation marks behind the reason; here the name stands in front.
        int file = problem.Message.IndexOf(" : '", StringComparison.Ordinal);
        string reason = file < 0 ? problem.Message : problem.Message[..file];
        return new($"{name}: cannot be written: {reason}", problem.HResult == SystemCalls.BrokenPipe);
    }
}
