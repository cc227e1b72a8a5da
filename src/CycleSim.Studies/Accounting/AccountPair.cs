namespace CycleSim.Studies.Accounting;

/// <summary>SRAM and STT-MRAM at one size.</summary>
/// <param name="Size">Capacity in bytes or area in mm².</param>
/// <param name="SramBytes">Capacity of the SRAM.</param>
/// <param name="MramBytes">Capacity of the STT-MRAM.</param>
/// <param name="Sram">The step with SRAM.</param>
/// <param name="Mram">The step with STT-MRAM.</param>
internal sealed record AccountPair(double Size, long SramBytes, long MramBytes, AccountResult Sram, AccountResult Mram)
{
    /// <summary>How many times less energy STT-MRAM takes.</summary>
    public double Improvement => Sram.EnergyJ / Mram.EnergyJ;
}
