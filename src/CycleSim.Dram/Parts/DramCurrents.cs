namespace CycleSim.Dram.Parts;

/// <summary>Supply voltage and data-sheet currents of one device.</summary>
/// <param name="Vdd">Supply voltage, V.</param>
/// <param name="Idd0">Activate and precharge in turn, mA.</param>
/// <param name="Idd2n">Precharge standby, mA.</param>
/// <param name="Idd3n">Active standby, mA.</param>
/// <param name="Idd4r">Burst read, mA.</param>
/// <param name="Idd4w">Burst write, mA.</param>
/// <param name="Idd5ab">Refresh of all banks, mA.</param>
/// <param name="Idd5pb">Refresh of a bank, mA; null when unknown.</param>
/// <param name="Idd2p">Precharge power-down, mA; null when unknown.</param>
/// <param name="Idd3p">Active power-down, mA; null when unknown.</param>
/// <param name="Idd6">Self-refresh, mA; null when unknown.</param>
public sealed record DramCurrents(
    double Vdd, double Idd0, double Idd2n, double Idd3n, double Idd4r, double Idd4w, double Idd5ab, double? Idd5pb, double? Idd2p,
    double? Idd3p, double? Idd6)
{
    /// <summary>
    /// Energies of a rank: activate VDD (IDD0 tRC - IDD3N tRAS - IDD2N tRP), read and write VDD (IDD4 - IDD3N) burst, refresh
    /// VDD (IDD5 - IDD3N) tRFC, background a cycle VDD IDD3N, IDD2N and so on; all times devices and tCK (mA V ns = pJ).
    /// </summary>
    /// <param name="table">Burst, refresh durations; parameters tras and trp.</param>
    /// <param name="devices">Devices of a rank.</param>
    /// <param name="clockPeriodPs">tCK, ps.</param>
    public DramEnergy EnergyOf(Standards.TimingTable table, int devices, double clockPeriodPs)
    {
        ArgumentNullException.ThrowIfNull(table);
        double scale = Vdd * devices * clockPeriodPs * 1e-3;
        int tras = table.Values.GetValueOrDefault("tras");
        int trp = table.Values.GetValueOrDefault("trp");
        return new DramEnergy(
            ActivatePj: scale * (Idd0 * (tras + trp) - (Idd3n * tras + Idd2n * trp)),
            ReadPj: scale * (Idd4r - Idd3n) * table.BurstCycles,
            WritePj: scale * (Idd4w - Idd3n) * table.BurstCycles,
            RefreshPj: scale * (Idd5ab - Idd3n) * table.RefreshCycles,
            ActiveCyclePj: scale * Idd3n,
            PrechargedCyclePj: scale * Idd2n,
            InterfacePj: 0,
            TerminationPj: 0)
        {
            BankRefreshPj = Idd5pb is { } idd5pb ? scale * (idd5pb - Idd3n) * table.BankRefreshCycles : null,
            PrechargedPowerDownCyclePj = scale * Idd2p,
            ActivePowerDownCyclePj = scale * Idd3p,
            SelfRefreshCyclePj = scale * Idd6,
        };
    }
}
