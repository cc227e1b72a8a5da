using CycleSim.Platform.Files;
using CycleSim.Traces.Format;
using Google.Protobuf.Reflection;

namespace CycleSim.Traces.Analysis;

/// <summary>The first difference of two traces in a component.</summary>
/// <param name="Component">Component.</param>
/// <param name="Index">Number of the event, counted from 0.</param>
/// <param name="First">The event of the first trace; null when it has no more.</param>
/// <param name="Second">The event of the second trace; null when it has no more.</param>
/// <param name="FirstCount">Events of the first trace.</param>
/// <param name="SecondCount">Events of the second trace.</param>
public sealed record TraceDifference(
    TraceComponent Component, long Index, string? First, string? Second, long FirstCount, long SecondCount);

/// <summary>Compares two traces: what was traced, and every field of every event of every component.</summary>
public static class TraceComparison
{
    /// <summary>Fields of the headers that differ.</summary>
    public static IReadOnlyList<(string Field, string First, string Second)> Headers(Header first, Header second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        return
        [
            .. Header.Descriptor.Fields.InFieldNumberOrder()
                .Select(field => (field.Name, First: Text(field, first), Second: Text(field, second)))
                .Where(field => field.First != field.Second),
        ];
    }

    /// <summary>
    /// The first difference of each component that has one. The order within a component counts, the cut into records does not.
    /// </summary>
    /// <exception cref="TraceFormatException">A chunk is damaged.</exception>
    public static IReadOnlyList<TraceDifference> Events(TraceFile first, TraceFile second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        return [.. Enum.GetValues<TraceComponent>().Select(component => Compare(component, first, second)).OfType<TraceDifference>()];
    }

    private static TraceDifference? Compare(TraceComponent component, TraceFile first, TraceFile second) => component switch
    {
        TraceComponent.Dram => Compare(component, first.SingleDram(0, long.MaxValue), second.SingleDram(0, long.MaxValue)),
        TraceComponent.Phases => Compare(component, first.Phases(0, long.MaxValue), second.Phases(0, long.MaxValue)),
        TraceComponent.Folds => Compare(component, first.Folds(0, long.MaxValue), second.Folds(0, long.MaxValue)),
        TraceComponent.Transfers => Compare(component, first.Transfers(0, long.MaxValue), second.Transfers(0, long.MaxValue)),
        TraceComponent.Waits => Compare(component, first.Waits(0, long.MaxValue), second.Waits(0, long.MaxValue)),
        _ => Compare(component, first.Accesses(component, 0, long.MaxValue), second.Accesses(component, 0, long.MaxValue)),
    };

    private static TraceDifference? Compare<T>(TraceComponent component, IEnumerable<T> first, IEnumerable<T> second)
        where T : struct, IEquatable<T>
    {
        using IEnumerator<T> a = first.GetEnumerator();
        using IEnumerator<T> b = second.GetEnumerator();
        for (long index = 0; ; index++)
        {
            bool moreA = a.MoveNext();
            bool moreB = b.MoveNext();
            if (!moreA && !moreB)
                return null;
            if (moreA && moreB && a.Current.Equals(b.Current))
                continue;
            (string? textA, string? textB) = (moreA ? a.Current.ToString() : null, moreB ? b.Current.ToString() : null);
            return new TraceDifference(component, index, textA, textB, index + Rest(a, moreA), index + Rest(b, moreB));
        }
    }

    private static long Rest<T>(IEnumerator<T> events, bool hasCurrent)
    {
        long count = hasCurrent ? 1 : 0;
        while (events.MoveNext())
            count++;
        return count;
    }

    private static string Text(FieldDescriptor field, Header header)
    {
        object value = field.Accessor.GetValue(header);
        string text = value?.ToString() ?? "";
        return text.Length <= 80 ? text : FormattableString.Invariant($"{text[..77]}... ({text.Length} characters, hash {Hash(text):x8})");
    }

    private static uint Hash(string text) => Checksum.Crc32C(System.Text.Encoding.UTF8.GetBytes(text));
}
