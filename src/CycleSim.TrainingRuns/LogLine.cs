using System.Text.Json;
using System.Text.Json.Serialization;

namespace CycleSim.TrainingRuns;

/// <summary>A line of a run's log. No value depends on time or machine.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(StepLine), "step")]
[JsonDerivedType(typeof(EpochLine), "epoch")]
[JsonDerivedType(typeof(DivergedLine), "diverged")]
public abstract record LogLine
{
    /// <summary>Writes the line, with what ends it.</summary>
    /// <param name="stream">Where to; UTF-8.</param>
    public void Write(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        JsonSerializer.Serialize(stream, this, LineContext.Default.LogLine);
        stream.WriteByte((byte)'\n');
    }

    /// <summary>Reads a line.</summary>
    /// <param name="text">Its text.</param>
    /// <exception cref="FormatException">It is no line of a log.</exception>
    public static LogLine Parse(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, LineContext.Default.LogLine) ?? throw new FormatException("null is no object");
        }
        catch (NotSupportedException)
        {
            throw new FormatException("it has no \"kind\"");
        }
        catch (JsonException problem)
        {
            throw new FormatException(problem.Message, problem);
        }
    }

    /// <summary>A number as JSON can write it: null where it is none.</summary>
    /// <param name="value">The number.</param>
    public static double? Finite(double? value) => value is { } number && double.IsFinite(number) ? number : null;
}
