namespace CycleSim.Studies.Reproduction;

/// <summary>SRAM and STT-MRAM at one capacity or on one area.</summary>
/// <param name="Size">Capacity in bytes or area in mm².</param>
/// <param name="SramBytes">Capacity of the SRAM.</param>
/// <param name="MramBytes">Capacity of the STT-MRAM.</param>
/// <param name="Sram">The step with SRAM.</param>
/// <param name="Mram">The step with STT-MRAM.</param>
internal sealed record SystemSize(double Size, long SramBytes, long MramBytes, SystemCosts Sram, SystemCosts Mram)
{
    /// <summary>How many times less energy STT-MRAM takes.</summary>
    public double Improvement => Sram.EnergyJ / Mram.EnergyJ;

    /// <summary>Whether something holds with either memory.</summary>
    public bool Both(Func<SystemCosts, bool> holds) => holds(Sram) && holds(Mram);

    /// <summary>A component's energy of SRAM over that of STT-MRAM.</summary>
    public double Ratio(Func<SystemCosts, double> joule) => joule(Sram) / joule(Mram);
}
