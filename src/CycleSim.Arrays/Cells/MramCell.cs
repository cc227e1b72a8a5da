namespace CycleSim.Arrays.Cells;

/// <summary>One access transistor and one magnetic tunnel junction, read by its current.</summary>
/// <param name="AreaF2">Area in F².</param>
/// <param name="AspectRatio">Height over width.</param>
/// <param name="AccessWidthF">Width of the access transistor.</param>
/// <param name="ParallelOhm">Resistance of the parallel state.</param>
/// <param name="AntiparallelOhm">Resistance of the antiparallel state.</param>
/// <param name="RatedCurrentA">Write current for which drivers and multiplexers are sized.</param>
/// <param name="ReadVoltageV">Voltage across cell and access transistor when read.</param>
/// <param name="AccessDropV">Part of it that drops in the access transistor.</param>
/// <param name="SenseVoltageV">Smallest voltage difference that a sense amplifier can detect.</param>
internal sealed record MramCell(
    double AreaF2, double AspectRatio, double AccessWidthF, double ParallelOhm, double AntiparallelOhm, double RatedCurrentA,
    double ReadVoltageV = 0.25, double AccessDropV = 0.15, double SenseVoltageV = 0.025)
    : MemoryCell(AreaF2, AspectRatio, AccessWidthF, SenseVoltageV)
{
    /// <summary>
    /// Area of a cell that is limited by its access transistor: 3 (W + 1) F² for a gate one F long, contacts and isolation included
    /// (Dong, Xu, Xie and Jouppi, IEEE TCAD 31(7), 2012, section on MOS-accessed cells).
    /// </summary>
    /// <param name="accessWidthF">Width of the access transistor in F.</param>
    public static double TransistorLimitedAreaF2(double accessWidthF) => 3 * (accessWidthF + 1);
}
