namespace CycleSim.Dram.Parts;

/// <summary>Supply voltage and data-sheet currents of one device.</summary>
/// <param name="VddV">Supply voltage, V.</param>
/// <param name="Idd0Ma">Activate and precharge in turn, mA.</param>
/// <param name="Idd2nMa">Precharge standby, mA.</param>
/// <param name="Idd3nMa">Active standby, mA.</param>
/// <param name="Idd4rMa">Burst read, mA.</param>
/// <param name="Idd4wMa">Burst write, mA.</param>
/// <param name="Idd5abMa">Refresh of all banks, mA.</param>
/// <param name="Idd5pbMa">Refresh of a bank, mA; null when unknown.</param>
/// <param name="Idd2pMa">Precharge power-down, mA; null when unknown.</param>
/// <param name="Idd3pMa">Active power-down, mA; null when unknown.</param>
/// <param name="Idd6Ma">Self-refresh, mA; null when unknown.</param>
public sealed record DramCurrents(
    double VddV, double Idd0Ma, double Idd2nMa, double Idd3nMa, double Idd4rMa, double Idd4wMa, double Idd5abMa, double? Idd5pbMa,
    double? Idd2pMa, double? Idd3pMa, double? Idd6Ma)
{
    /// <summary>
    /// Energies of a rank: activate VDD (IDD0 tRC - IDD3N tRAS - IDD2N tRP), read and write VDD (IDD4 - IDD3N) burst, refresh
    /// VDD (IDD5 - IDD3N) tRFC, background a cycle VDD IDD3N, IDD2N and so on; all times devices and tCK (mA V ns = pJ).
    /// </summary>
    /// <param name="table">Burst, refresh durations; parameters tras and trp.</param>
    /// <param name="devices">Devices of a rank.</param>
    /// <param name="clockPeriodPs">tCK, ps.</param>
    public DramUnitEnergies EnergyOf(Standards.TimingTable table, int devices, double clockPeriodPs)
    {
        ArgumentNullException.ThrowIfNull(table);
        double scale = VddV * devices * clockPeriodPs * 1e-3;
        int tras = table.Values.GetValueOrDefault("tras");
        int trp = table.Values.GetValueOrDefault("trp");
        return new DramUnitEnergies(
            ActivatePj: scale * (Idd0Ma * (tras + trp) - (Idd3nMa * tras + Idd2nMa * trp)),
            ReadPj: scale * (Idd4rMa - Idd3nMa) * table.BurstCycles,
            WritePj: scale * (Idd4wMa - Idd3nMa) * table.BurstCycles,
            RefreshPj: scale * (Idd5abMa - Idd3nMa) * table.RefreshCycles,
            ActiveCyclePj: scale * Idd3nMa,
            PrechargedCyclePj: scale * Idd2nMa,
            DriverAndPhyPj: 0,
            TerminationPj: 0)
        {
            BankRefreshPj = Idd5pbMa is { } idd5pb ? scale * (idd5pb - Idd3nMa) * table.BankRefreshCycles : null,
            PrechargedPowerDownCyclePj = scale * Idd2pMa,
            ActivePowerDownCyclePj = scale * Idd3pMa,
            SelfRefreshCyclePj = scale * Idd6Ma,
        };
    }
}
