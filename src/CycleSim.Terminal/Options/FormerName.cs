namespace CycleSim.Terminal.Options;

/// <summary>
/// A name that an option or command had before, or that another option had whose place it takes; read for one more version, with a note.
/// </summary>
/// <param name="Name">The former name; that of an option with its dashes.</param>
/// <param name="Value">Turns what was given under that name into what the option takes now; null where nothing changed.</param>
/// <param name="AppliesTo">
/// Tells by its value whether the former meaning was meant, for a name that means something else now; null where the name is gone.
/// </param>
/// <param name="Replaced">The version that has another name for it, and is the last to read this one.</param>
public sealed record FormerName(
    string Name, Func<string, string>? Value = null, Func<string, bool>? AppliesTo = null, string Replaced = "0.2");
