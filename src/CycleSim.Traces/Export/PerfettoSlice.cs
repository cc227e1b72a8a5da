namespace CycleSim.Traces.Export;

/// <summary>A slice of a track.</summary>
/// <param name="Track">Its track.</param>
/// <param name="Name">Its name; slices of one kind share it, and what tells them apart are arguments.</param>
/// <param name="StartPs">Start, ps.</param>
/// <param name="EndPs">End, ps.</param>
internal readonly record struct PerfettoSlice(ulong Track, string Name, long StartPs, long EndPs)
{
    /// <summary>Numbers that the viewer shows with the slice, by name with unit.</summary>
    public IReadOnlyList<(string Name, long Value)> Arguments { get; init; } = [];

    /// <summary>Arrows that start at the slice.</summary>
    public IReadOnlyList<ulong> FlowsFrom { get; init; } = [];

    /// <summary>Arrows that end at the slice.</summary>
    public IReadOnlyList<ulong> FlowsTo { get; init; } = [];
}
