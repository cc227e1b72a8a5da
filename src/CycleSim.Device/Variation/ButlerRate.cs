using CycleSim.Device.Writing;

namespace CycleSim.Device.Variation;

/// <summary>Butler's closed form.</summary>
internal sealed class ButlerRate : ICellRate
{
    public double MaxNominalTime => double.PositiveInfinity;

    public double MaxOverdrive => WriteSolver.MaxOverdrive;

    public double LogExponent(ReducedCell cell) => ClosedForm.LogExponent(cell.Stability, cell.Overdrive, cell.Time);
}
