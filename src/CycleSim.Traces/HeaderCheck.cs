using CycleSim.Traces.Format;

namespace CycleSim.Traces;

/// <summary>Headers that no recording has: values that readers rely on.</summary>
internal static class HeaderCheck
{
    private const ulong MaxPeriodPs = 1_000_000_000;
    private const uint MaxBanks = 1 << 16;
    private const uint MaxLineBytes = 1 << 20;

    /// <summary>What is wrong with a header; null when nothing is. A header that leaves a value out is good.</summary>
    internal static string? Problem(Header header)
    {
        if (header.ClockPeriodPs > MaxPeriodPs || header.DramClockPeriodPs > MaxPeriodPs)
            return $"clock periods of {header.ClockPeriodPs} and {header.DramClockPeriodPs} ps; allowed are up to {MaxPeriodPs}";
        if (header.Banks > MaxBanks || DramProblem(header))
            return $"{header.Banks} scratchpad banks, {DramText(header)} DRAM banks; allowed are up to {MaxBanks}";
        if (header.DramBankGroups > 1 && header.DramBanks % header.DramBankGroups != 0)
            return $"{header.DramBanks} DRAM banks in {header.DramBankGroups} groups";
        if (header.LineBytes > MaxLineBytes)
            return $"lines of {header.LineBytes} bytes; allowed are up to {MaxLineBytes}";
        if (header.Tensors.Select(tensor => tensor.Id).Distinct().Count() != header.Tensors.Count)
            return "two tensors of one id";
        if (header.Tensors.FirstOrDefault(tensor => !IsPossible(tensor)) is { } wrong)
            return $"tensor {wrong.Name} has {wrong.Slices} slices of {wrong.LinesPerSlice} lines";
        return header.Selection is { } part && (part.FromCycle >= part.ToCycle || part.ToCycle > long.MaxValue)
            ? $"a selection of cycles {part.FromCycle} to {part.ToCycle}"
            : null;
    }

    private static bool DramProblem(Header header) =>
        header.DramChannels > MaxBanks || header.DramRanks > MaxBanks || header.DramBanks > MaxBanks
        || Math.Max(1UL, header.DramChannels) * Math.Max(1UL, header.DramRanks) * Math.Max(1UL, header.DramBanks) > MaxBanks;

    private static string DramText(Header header) =>
        $"{(header.DramChannels > 1 ? $"{header.DramChannels} x " : "")}{header.DramRanks} x {header.DramBanks}";

    private static bool IsPossible(Tensor tensor) =>
        tensor.Id <= int.MaxValue && tensor.Scratchpad < TraceNames.ScratchpadComponents.Count
            && tensor.Slices <= int.MaxValue && tensor.LinesPerSlice <= int.MaxValue
        && tensor.WordsPerSlice <= int.MaxValue && tensor.DramBurst < 1UL << 50;
}
