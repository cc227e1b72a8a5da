using CycleSim.Device.Junction;
using CycleSim.Device.Writing;
using CycleSim.Platform;

namespace CycleSim.Device.MonteCarlo;

/// <summary>A pulse as numbers of steps, cut where a sample is due.</summary>
internal sealed class PulsePlan
{
    private const double Nano = 1e-9;

    private readonly List<Leg> _legs = [];
    private readonly List<double> _sampleTimesNs = [];

    /// <summary>Number of samples, at least that of the end.</summary>
    internal int Samples => _sampleTimesNs.Count;

    internal static PulsePlan Of(
        MagneticTunnelJunction junction,
        IReadOnlyList<PulseSegment> pulse,
        MonteCarloSettings settings,
        IReadOnlyList<double> sampleTimesNs)
    {
        Check(junction, pulse);
        PulsePlan plan = new();
        double startS = 0;
        int next = 0;
        for (int index = 0; index < pulse.Count; index++)
        {
            PulseSegment segment = pulse[index];
            (long steps, double stepS) = settings.Steps(junction, segment);
            StepCoefficients coefficients = StepCoefficients.Of(junction, segment.CurrentA, settings.FieldT, stepS, settings.Scheme);
            long done = 0;
            bool last = index == pulse.Count - 1;
            while (next < sampleTimesNs.Count)
            {
                long due = (long)Math.Round((sampleTimesNs[next] * Nano - startS) / stepS);
                if (due >= steps)
                    break;
                if (due < done || due == 0 && startS == 0)
                    throw SampleError(sampleTimesNs[next]);
                plan.Add(coefficients, due - done, done == 0, startS + due * stepS, true);
                done = due;
                next++;
            }

            plan.Add(coefficients, steps - done, done == 0, startS + segment.DurationS, last);
            startS += segment.DurationS;
        }

        // A sample at the end is the one that is there anyway.
        if (next < sampleTimesNs.Count && sampleTimesNs[^1] * Nano > startS * (1 + 1e-9))
            throw SampleError(sampleTimesNs[^1]);
        return plan;
    }

    internal double SampleTimeNs(int sample) => _sampleTimesNs[sample];

    /// <summary>Runs a block through the pulse and reports the number of every sample when it is due.</summary>
    internal void Run(ITrajectoryBlock block, Action<int> sample, CancellationToken cancel)
    {
        int taken = 0;
        foreach (Leg leg in _legs)
        {
            cancel.ThrowIfCancellationRequested();
            if (leg.BeginsSegment)
                block.BeginSegment();
            block.Advance(leg.Coefficients, leg.Steps);
            if (leg.IsSampled)
                sample(taken++);
        }
    }

    /// <summary>Checks that trajectories know the drive, and that the pulse has pieces within what is allowed.</summary>
    /// <exception cref="InputException">They do not, or it has not.</exception>
    internal static void Check(MagneticTunnelJunction junction, IReadOnlyList<PulseSegment> pulse)
    {
        if (junction.Drive != DriveMode.Current || junction.Torque != TorqueModel.Constant)
            throw new InputException(
                "trajectories know constant torque and current drive only; with \"drive\": \"voltage\" or "
                + "\"torque\": \"slonczewski\" use the Fokker-Planck method");
        if (pulse.Count == 0)
            throw new InputException("the pulse has no pieces");
        foreach (PulseSegment segment in pulse)
        {
            if (!(segment.DurationS > 0 && segment.DurationS <= WriteSolver.MaxPulseNs * Nano))
                throw new InputException(FormattableString.Invariant(
                    $"a pulse width of {segment.DurationS / Nano:G6} ns is out of range; ")
                    + FormattableString.Invariant($"allowed: above 0 to {WriteSolver.MaxPulseNs:G4} ns"));
            if (!double.IsFinite(segment.CurrentA) || Math.Abs(segment.CurrentA) > 1)
                throw new InputException(FormattableString.Invariant(
                    $"a current of {segment.CurrentA * 1e6:G6} uA is out of range; allowed: up to 1 A"));
        }
    }

    private static InputException SampleError(double timeNs) => new(FormattableString.Invariant(
        $"a sample at {timeNs:G6} ns is not possible; allowed: increasing times above 0 up to the end of the pulse"));

    private void Add(in StepCoefficients coefficients, long steps, bool beginsSegment, double endS, bool isSampled)
    {
        _legs.Add(new(coefficients, steps, beginsSegment, isSampled));
        if (isSampled)
            _sampleTimesNs.Add(endS / Nano);
    }

    private readonly record struct Leg(StepCoefficients Coefficients, long Steps, bool BeginsSegment, bool IsSampled);
}
