using System.Text.Json;

namespace CycleSim.TrainingRuns;

/// <summary>What a run depends on beyond its options.</summary>
/// <param name="Network">Full name of the network that is trained on the data set; null if none was asked for.</param>
/// <param name="Dataset">Name of the data set as the program writes it.</param>
/// <param name="TrainingImages">Training images there are.</param>
/// <param name="TestImages">Test images there are.</param>
/// <param name="Fingerprint">Layers of the network and a hash of the images, as text.</param>
public sealed record TrainingDescription(string? Network, string Dataset, int TrainingImages, int TestImages, string Fingerprint)
{
    /// <summary>The description as text of several lines.</summary>
    public string ToText() => JsonSerializer.Serialize(this, FileContext.Default.TrainingDescription);

    /// <summary>Reads a description.</summary>
    /// <param name="text">What <see cref="ToText"/> gave.</param>
    /// <exception cref="JsonException">It is something else.</exception>
    public static TrainingDescription Parse(string text) =>
        JsonSerializer.Deserialize(text, FileContext.Default.TrainingDescription) ?? throw new JsonException("is null");
}
