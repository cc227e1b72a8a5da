namespace CycleSim.Platform;

/// <summary>
/// A mistake in what the user gave: a file, a key, a name. The message is complete and meant for the user, who needs no stack
/// trace: it names the location, the value and what is allowed.
/// </summary>
/// <param name="message">The whole message, e.g. "net.json(3,14): input.height = 0: is out of range; allowed: 1 to 4096".</param>
public class InputException(string message) : Exception(message);
