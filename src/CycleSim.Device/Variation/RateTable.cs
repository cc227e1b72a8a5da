using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.Intrinsics;
using CycleSim.Device.Mathematics;
using CycleSim.Device.Writing;
using CycleSim.Platform;

namespace CycleSim.Device.Variation;

/// <summary>
/// Write error rates of the Fokker-Planck equation over barrier, overdrive and time, for constant current and torque, where one solution in
/// reduced units holds for every junction. Solved once for all (<see cref="RateTableBuilder"/>) and shipped; between its points the
/// logarithm's distance from Butler's closed form is a polynomial through six points each way. Outside its range it refuses.
/// </summary>
internal sealed class RateTable : ICellRate
{
    /// <summary>Name of the shipped table within the assembly.</summary>
    internal const string ResourceName = "cell-rates.gz";

    private static readonly Lazy<RateTable> Known = new(LoadShipped);

    private readonly double[] _corrections;

    /// <summary>A table.</summary>
    /// <param name="corrections">At each point ln(-ln(1 - W)) less that of the closed form; time varies fastest, barrier slowest.</param>
    internal RateTable(float[] corrections)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(corrections.Length, RateGrid.Barriers * RateGrid.Overdrives * RateGrid.Times);
        _corrections = [.. corrections.Select(value => (double)value)];
    }

    /// <summary>The table that comes with the program.</summary>
    internal static RateTable Shipped => Known.Value;

    public double MaxNominalTime => RateGrid.MaxNominalTime;

    public double MaxOverdrive => RateGrid.MaxOverdrive;

    /// <summary>The points, for comparison.</summary>
    internal ReadOnlySpan<double> Corrections => _corrections;

    public double LogExponent(ReducedCell cell)
    {
        Check(cell);
        Span<double> barrierWeights = stackalloc double[UniformStencil.Points];
        Span<double> overdriveWeights = stackalloc double[UniformStencil.Points];
        Span<double> timeWeights = stackalloc double[UniformStencil.Points];
        int barrier = Stencil(RateGrid.OfStability(cell.Stability) - RateGrid.FirstBarrier, RateGrid.Barriers, barrierWeights);
        int overdrive = Stencil(RateGrid.OfOverdrive(cell.Overdrive) - RateGrid.FirstOverdrive, RateGrid.Overdrives, overdriveWeights);
        int time = Stencil(RateGrid.OfTime(cell.Time) - RateGrid.FirstTime, RateGrid.Times, timeWeights);

        // Barriers and overdrives first, for all six times at once.
        Vector256<double> early = Vector256<double>.Zero;
        Vector128<double> late = Vector128<double>.Zero;
        for (int a = 0; a < UniformStencil.Points; a++)
        {
            int start = ((barrier + a) * RateGrid.Overdrives + overdrive) * RateGrid.Times + time;
            for (int b = 0; b < UniformStencil.Points; b++, start += RateGrid.Times)
            {
                double weight = barrierWeights[a] * overdriveWeights[b];
                ReadOnlySpan<double> column = _corrections.AsSpan(start, UniformStencil.Points);
                early = Vector256.FusedMultiplyAdd(Vector256.Create(column), Vector256.Create(weight), early);
                late = Vector128.FusedMultiplyAdd(Vector128.Create(column[4..]), Vector128.Create(weight), late);
            }
        }

        double correction = Vector256.Dot(early, Vector256.Create<double>(timeWeights))
            + Vector128.Dot(late, Vector128.Create<double>(timeWeights[4..]));
        return correction + ClosedForm.LogExponent(cell.Stability, cell.Overdrive, cell.Time);
    }

    /// <summary>Writes the table in the form of the shipped one.</summary>
    internal void Save(Stream stream)
    {
        using GZipStream packed = new(stream, CompressionLevel.SmallestSize, leaveOpen: true);
        Span<byte> word = stackalloc byte[sizeof(float)];
        foreach (double value in _corrections)
        {
            BinaryPrimitives.WriteSingleLittleEndian(word, (float)value);
            packed.Write(word);
        }
    }

    /// <summary>The weights of the points about a position, as far to the middle as the range allows, and the index of the first.</summary>
    private static int Stencil(double position, int points, Span<double> weights)
    {
        int first = Math.Clamp((int)Math.Floor(position) - UniformStencil.Points / 2 + 1, 0, points - UniformStencil.Points);
        UniformStencil.Weights(position - first, weights);
        return first;
    }

    private static void Check(ReducedCell cell)
    {
        CheckWithin("a barrier", cell.Stability, "kT", RateGrid.MinStability, RateGrid.MaxStability);
        CheckWithin("a current", cell.Overdrive, "Ic0", 0, RateGrid.MaxOverdrive);
        CheckWithin("a pulse", cell.Time, "tau_D", RateGrid.MinTime, RateGrid.MaxTime);
    }

    private static void CheckWithin(string what, double value, string unit, double min, double max)
    {
        if (!(value >= min && value <= max))
            throw new InputException(FormattableString.Invariant(
                $"a cell of the population has {what} of {value:G4} {unit}; rates of cells are known from {min} to {max} {unit}"));
    }

    private static RateTable LoadShipped()
    {
        using Stream stream = typeof(RateTable).Assembly.GetManifestResourceStream(ResourceName)
            ?? throw new InvalidOperationException($"{ResourceName} is missing in the program");
        using GZipStream unpacked = new(stream, CompressionMode.Decompress);
        byte[] bytes = new byte[RateGrid.Barriers * RateGrid.Overdrives * RateGrid.Times * sizeof(float)];
        unpacked.ReadExactly(bytes);
        float[] values = new float[bytes.Length / sizeof(float)];
        for (int k = 0; k < values.Length; k++)
            values[k] = BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(k * sizeof(float)));
        return new(values);
    }
}
