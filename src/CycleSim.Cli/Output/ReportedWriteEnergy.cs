using CycleSim.Arrays.Models;

namespace CycleSim.Cli.Output;

/// <summary>What a write takes.</summary>
/// <param name="FixedPj">Whatever is written, pJ.</param>
/// <param name="LinePjPerBit">For the line of each bit that is driven, pJ.</param>
/// <param name="SetPj">For each 0 that is written, pJ.</param>
/// <param name="ResetPj">For each 1 that is written, pJ.</param>
internal sealed record ReportedWriteEnergy(double FixedPj, double LinePjPerBit, double SetPj, double ResetPj)
{
    internal static ReportedWriteEnergy Of(WriteEnergy energy) => new(energy.FixedPj, energy.LinePjPerBit, energy.SetPj, energy.ResetPj);
}
