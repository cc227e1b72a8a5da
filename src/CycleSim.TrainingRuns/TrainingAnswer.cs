using System.Text.Json;
using System.Text.Json.Serialization;

namespace CycleSim.TrainingRuns;

/// <summary>What a served command line came to.</summary>
/// <param name="ExitCode">The exit code that the program would have ended with.</param>
/// <param name="Output">What it would have written to standard output.</param>
/// <param name="ErrorOutput">What it would have written to standard error.</param>
public sealed record TrainingAnswer(int ExitCode, string Output, [property: JsonPropertyName("errors")] string ErrorOutput)
{
    /// <summary>A command line as one line of text.</summary>
    /// <param name="arguments">Its arguments.</param>
    public static string Request(IEnumerable<string> arguments) =>
        JsonSerializer.Serialize([.. arguments], LineContext.Default.StringArray);

    /// <summary>The arguments of a command line.</summary>
    /// <param name="request">What <see cref="Request"/> gave.</param>
    /// <exception cref="JsonException">It is something else.</exception>
    public static IReadOnlyList<string> Arguments(string request) =>
        JsonSerializer.Deserialize(request, LineContext.Default.StringArray) ?? throw new JsonException("is null");

    /// <summary>The answer as one line of text.</summary>
    public string ToLine() => JsonSerializer.Serialize(this, LineContext.Default.TrainingAnswer);

    /// <summary>Reads an answer.</summary>
    /// <param name="line">What <see cref="ToLine"/> gave.</param>
    /// <exception cref="JsonException">It is something else.</exception>
    public static TrainingAnswer Parse(string line) =>
        JsonSerializer.Deserialize(line, LineContext.Default.TrainingAnswer) ?? throw new JsonException("is null");
}
