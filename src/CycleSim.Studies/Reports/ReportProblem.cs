using System.Text.Json;

namespace CycleSim.Studies.Reports;

/// <summary>Says what is wrong with a report in the words of other input: file, line, key, what is allowed.</summary>
internal static class ReportProblem
{
    // How the serializer begins or ends what it says; what it says of types is of no use to a reader of files.
    private const string PlaceInMessage = " Path: ";
    private const string LineInMessage = " LineNumber: ";
    private const string TypeInMessage = " encountered during deserialization";
    private const string Missing = "missing required properties including: ";
    private const string OtherKind = "could not be converted to ";
    private const string NotNull = "null";

    internal static string Text(JsonException problem, string source)
    {
        string key = problem.Path is { Length: > 1 } path ? path.TrimStart('$', '.') + ": " : "";
        return $"{source}({problem.LineNumber + 1},{problem.BytePositionInLine + 1}): {key}{Said(problem.Message)}";
    }

    private static string Said(string message)
    {
        int end = new[] { PlaceInMessage, LineInMessage, TypeInMessage }
            .Select(mark => message.IndexOf(mark, StringComparison.Ordinal)).Where(at => at >= 0).DefaultIfEmpty(message.Length).Min();
        string said = message[..end].TrimEnd('.', ' ');
        int missing = said.IndexOf(Missing, StringComparison.Ordinal);
        if (missing >= 0)
            return $"lacks {said[(missing + Missing.Length)..]}, which a report of a step has";
        return said.Contains(OtherKind, StringComparison.Ordinal) || said.Contains(NotNull, StringComparison.Ordinal)
            ? "is of another kind than a report of a step has there"
            : said;
    }
}
