using System.Globalization;
using CycleSim.Platform;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Workloads.Benchmarks;

/// <summary>A benchmark with its sizes, which its name says: gemm_512x512x512.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Sizes">Its sizes, in the order of <see cref="IBenchmarkKind.Sizes"/>.</param>
public sealed record NamedBenchmark(IBenchmarkKind Kind, IReadOnlyList<int> Sizes)
{
    /// <summary>Largest size.</summary>
    public const int MaxSize = 1 << 24;

    /// <summary>Its name: kind, _, sizes joined by x.</summary>
    public string Name => $"{Kind.Name}_{string.Join('x', Sizes)}";

    /// <summary>The names that are allowed, with their sizes as letters.</summary>
    public static string Forms => string.Join(", ", BenchmarkKinds.All.All.Select(FormOf));

    /// <summary>Reads a name.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="InputException">It is none; the message says what is allowed, but not where the name stands.</exception>
    public static NamedBenchmark Parse(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        int end = name.IndexOf('_', StringComparison.Ordinal);
        IBenchmarkKind kind = BenchmarkKinds.All.All.FirstOrDefault(kind => end > 0 && name[..end] == kind.Name)
            ?? throw new InputException($"is no kernel; allowed: {Forms}");
        string[] parts = name[(end + 1)..].Split('x');
        return parts.Length == kind.Sizes.Count
            ? new NamedBenchmark(kind, [.. parts.Select((part, i) => Size(kind, i, part))])
            : throw new InputException($"has {parts.Length} sizes; allowed: {FormOf(kind)}");
    }

    /// <summary>The tensors and operations: all inputs are in DRAM before, the output is after.</summary>
    /// <exception cref="InputException">The sizes do not go together, or a tensor is too large.</exception>
    public StepProgram Lower()
    {
        try
        {
            return Kind.Lower(Sizes);
        }
        catch (OverflowException)
        {
            throw new InputException("is too large: a tensor has more than 2^31 - 1 words");
        }
    }

    private static string FormOf(IBenchmarkKind kind) => $"{kind.Name}_{string.Join('x', kind.Sizes)}";

    private static int Size(IBenchmarkKind kind, int index, string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int size) && size >= kind.MinOf(index) && size <= MaxSize
            ? size
            : throw new InputException(
                $"has {kind.Sizes[index]} = \"{text}\" in {FormOf(kind)}; allowed: a whole number from {kind.MinOf(index)} to {MaxSize}");
}
