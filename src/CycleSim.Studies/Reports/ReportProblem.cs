using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CycleSim.Configuration.Json;
using CycleSim.Platform;

namespace CycleSim.Studies.Reports;

/// <summary>Says what is wrong with a report as other input does: file, line, key, the value found and what is allowed.</summary>
internal static class ReportProblem
{
    private const string Missing = "missing required properties including: ";
    private const string Allowed = "must be ";

    /// <summary>The error of a text that the serializer refused.</summary>
    /// <param name="problem">What the serializer says.</param>
    /// <param name="text">The text.</param>
    /// <param name="source">The name of the text.</param>
    internal static InputException Of(JsonException problem, string text, string source)
    {
        // The serializer says neither which value it found nor, where the kind is wrong, what is allowed. Malformed text ends here.
        ConfigObject root = ConfigDocument.Parse(text, source);
        string path = (problem.Path ?? "").TrimStart('$', '.');
        return root.ErrorAt(path, Said(problem.Message, path));
    }

    /// <summary>The error of a null in a list of objects, which the serializer lets through.</summary>
    /// <param name="path">Where the null stands.</param>
    /// <param name="text">The text.</param>
    /// <param name="source">The name of the text.</param>
    internal static InputException NullAt(string path, string text, string source) =>
        ConfigDocument.Parse(text, source).ErrorAt(path, Allowed + KindAt(path));

    private static string Said(string message, string path)
    {
        if (message.StartsWith(Allowed, StringComparison.Ordinal))
            return message;
        int missing = message.IndexOf(Missing, StringComparison.Ordinal);
        return missing < 0
            ? Allowed + KindAt(path)
            : $"lacks {message[(missing + Missing.Length)..].TrimEnd('.')}, which a report of a step has";
    }

    /// <summary>What a report has at a path: "an object" or "an array"; all else has converters with messages of their own.</summary>
    private static string KindAt(string path)
    {
        JsonTypeInfo? type = ReportContext.Default.StepReport;
        foreach (string step in path.Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            string name = step.Split('[')[0];
            type = type?.Properties.FirstOrDefault(property => property.Name == name) is { } found ? TypeInfo(found.PropertyType) : null;
            if (step.EndsWith(']') && type?.ElementType is { } element)
                type = TypeInfo(element);
        }

        return type?.Kind == JsonTypeInfoKind.Enumerable ? "an array" : "an object";
    }

    private static JsonTypeInfo? TypeInfo(Type type) => ReportContext.Default.GetTypeInfo(type);
}
