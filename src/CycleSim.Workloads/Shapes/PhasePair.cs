namespace CycleSim.Workloads.Shapes;

/// <summary>A stride phase of an image: one of its rows and one of its columns.</summary>
/// <param name="Row">Phase of the rows.</param>
/// <param name="Column">Phase of the columns.</param>
internal readonly record struct PhasePair(AxisPhase Row, AxisPhase Column)
{
    /// <summary>Pixels of an image that belong to it.</summary>
    public long Positions => Row.Positions * Column.Positions;

    /// <summary>Taps that reach them.</summary>
    public long Taps => (long)Row.Taps.Length * Column.Taps.Length;

    /// <summary>The phases of an image.</summary>
    public static IEnumerable<PhasePair> All(AxisWindow rows, long height, AxisWindow columns, long width) =>
        from row in rows.Phases(height)
        from column in columns.Phases(width)
        select new PhasePair(row, column);

    /// <summary>The phases of an image that some tap reaches.</summary>
    public static IEnumerable<PhasePair> Reached(AxisWindow rows, long height, AxisWindow columns, long width) =>
        All(rows, height, columns, width).Where(phase => phase.Taps > 0);

    /// <summary>The pass by its name, with the phase behind it where there are several.</summary>
    public string NameOf(string pass, AxisWindow rows, AxisWindow columns) =>
        rows.Stride == 1 && columns.Stride == 1 ? pass : $"{pass}.ph{Row.Index}{Column.Index}";
}
