namespace CycleSim.Accelerator.Samples;

/// <summary>All samples by the name that the command line takes.</summary>
internal static class Catalogue
{
    public static readonly SortedDictionary<string, Action<TextWriter>> Samples = new(StringComparer.Ordinal)
    {
        ["dram-host"] = DramHost.Run,
        ["own-memory"] = GainCell.Run,
        ["row-conflicts"] = RowConflicts.Run,
        ["training-step"] = TrainingStep.Run,
    };
}
