namespace CycleSim.Arrays.Cells;

/// <summary>A six-transistor SRAM cell, read by the voltage difference of its two bit lines.</summary>
/// <param name="AreaF2">Area in F².</param>
/// <param name="AspectRatio">Height over width.</param>
/// <param name="AccessWidthF">Width of each access transistor.</param>
/// <param name="NmosWidthF">Width of each pull-down transistor; CACTI has 2.08.</param>
/// <param name="PmosWidthF">Width of each pull-up transistor; CACTI has 1.23.</param>
/// <param name="SenseVoltageV">Smallest voltage difference that a sense amplifier can detect; CACTI has 0.08 V.</param>
internal sealed record SramCell(
    double AreaF2, double AspectRatio, double AccessWidthF, double NmosWidthF = 2.08, double PmosWidthF = 1.23,
    double SenseVoltageV = 0.08)
    : MemoryCell(AreaF2, AspectRatio, AccessWidthF, SenseVoltageV);
