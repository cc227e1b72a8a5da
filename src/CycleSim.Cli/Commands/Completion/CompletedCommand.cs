namespace CycleSim.Cli.Commands.Completion;

/// <summary>What may follow the words of a command.</summary>
/// <param name="Path">The words, e.g. "trace info"; empty for the program alone.</param>
/// <param name="Words">Commands below it, or values of its arguments.</param>
/// <param name="TakesFiles">Whether its arguments may be files.</param>
/// <param name="Options">Its options.</param>
internal sealed record CompletedCommand(
    string Path, IReadOnlyList<CompletedWord> Words, bool TakesFiles, IReadOnlyList<CompletedOption> Options);

/// <summary>A word that is offered.</summary>
/// <param name="Text">The word.</param>
/// <param name="Meaning">What it means, in one line; empty if that is plain.</param>
internal sealed record CompletedWord(string Text, string Meaning);

/// <summary>An option.</summary>
/// <param name="Names">Its name, and then its short names.</param>
/// <param name="Meaning">What it means, in one line.</param>
/// <param name="TakesValue">Whether the next word is its value.</param>
/// <param name="Values">Values that are offered.</param>
/// <param name="TakesFiles">Whether the value may be a file.</param>
internal sealed record CompletedOption(
    IReadOnlyList<string> Names, string Meaning, bool TakesValue, IReadOnlyList<string> Values, bool TakesFiles);
