namespace CycleSim.Device.Variation;

/// <summary>How the write error rate of one cell is found.</summary>
public enum CellRateModel
{
    /// <summary>Solutions of the Fokker-Planck equation, by a table.</summary>
    FokkerPlanck,

    /// <summary>Butler's closed form: to compare statistics without a solver.</summary>
    Butler,
}
