using System.Globalization;
using System.Text.RegularExpressions;
using CycleSim.Device.FokkerPlanck;
using CycleSim.Device.Junction;
using CycleSim.Device.MonteCarlo;
using CycleSim.Device.Writing;
using CycleSim.Platform;
using CycleSim.Reference;

namespace CycleSim.Device.Tests;

public sealed class MonteCarloTests
{
    private static readonly MagneticTunnelJunction P55 = TestJunctions.P55;
    private static readonly MagneticTunnelJunction Cold = P55 with { TemperatureK = 0 };

    public static IEnumerable<object[]> ColdSwitches => AcceptancePoints.Of("T0switch").Select(row => new object[]
    {
        AcceptancePoints.Parameter(row, "i"), AcceptancePoints.Parameter(row, "theta0"),
        row.Text("params").EndsWith("mz=0", StringComparison.Ordinal) ? 0 : -0.9, row.Number("value"),
    });

    public static IEnumerable<object[]> Precessions => AcceptancePoints.Of("precession").Select(row => new object[]
    {
        row.Text("device"), AcceptancePoints.Parameter(row, "theta"), row.Number("value"),
    });

    [Theory]
    [MemberData(nameof(ColdSwitches))]
    public void Switching_times_without_temperature(double overdrive, double angle, double z, double expectedNs)
    {
        MonteCarloSettings settings = new() { Trajectories = 1, InitialAngleDegrees = angle, Precision = Precision.Double };
        PulseSegment[] pulse = [new(overdrive * P55.CriticalCurrentA, expectedNs * 1.1e-9)];
        Assert.Equal(expectedNs, TrajectoryRecorder.Record(Cold, pulse, settings, 0.002).TimeOf(0, z)!.Value, 1e-3 * expectedNs);

        // The closed form, also for the rotating frame and for single precision.
        (double i, double z0) = (overdrive, Math.Cos(angle * Math.PI / 180));
        double G(double x) => -Math.Log(1 - x) / (2 * (i - 1)) + Math.Log(1 + x) / (2 * (i + 1)) + Math.Log(i - x) / (i * i - 1);
        double closedNs = (G(z0) - G(z)) * P55.CharacteristicTimeS * 1e9;
        Assert.Equal(expectedNs, closedNs, 1e-6 * expectedNs);
        MonteCarloSettings frame = settings with { Scheme = StepScheme.RotatingFrame, Precision = Precision.Single };
        Assert.Equal(closedNs, TrajectoryRecorder.Record(Cold, pulse, frame, 0.02).TimeOf(0, z)!.Value, 1e-3 * closedNs);
    }

    [Theory]
    [MemberData(nameof(Precessions))]
    public void Precession_without_damping(string device, double angle, double expectedGhz)
    {
        MagneticTunnelJunction junction = JunctionLoader.Load(device) with { Damping = 0, TemperatureK = 0 };
        MonteCarloSettings settings = new() { Trajectories = 1, InitialAngleDegrees = angle, Precision = Precision.Double };
        TrajectoryRecording recording = TrajectoryRecorder.Record(junction, [new(0, 4e-9)], settings, 0.004);
        double turned = 0;
        for (int k = 1; k < recording.TimesNs.Count; k++)
        {
            (Magnetisation a, Magnetisation b) = (recording.States[k - 1, 0], recording.States[k, 0]);
            turned += Math.Atan2(a.X * b.Y - a.Y * b.X, a.X * b.X + a.Y * b.Y);
            Assert.Equal(Math.Cos(angle * Math.PI / 180), b.Z, 2e-3);
        }

        // Steps of 0.5 ps turn by up to 1.7 degrees; the tolerance of the reference holds up to 45 degrees.
        double ghz = Math.Abs(turned) / (2 * Math.PI * recording.TimesNs[^1]);
        Assert.Equal(expectedGhz, ghz, (angle <= 45 ? 5e-4 : 5e-3) * expectedGhz);
    }

    /// <summary>Steps are shortened to the time between moments, unless a length was asked for.</summary>
    [Theory]
    [InlineData(StepScheme.Heun, 0.0003)]
    [InlineData(StepScheme.Heun, 0.0007)]
    [InlineData(StepScheme.RotatingFrame, 0.01)]
    [InlineData(StepScheme.RotatingFrame, 0.015)]
    public void No_two_moments_of_a_recording_are_one(StepScheme scheme, double intervalNs)
    {
        var settings = new MonteCarloSettings { Trajectories = 1, Scheme = scheme };
        IReadOnlyList<double> times = TrajectoryRecorder.Record(TestJunctions.P55, [new(150e-6, 0.1e-9)], settings, intervalNs).TimesNs;
        int moments = (int)Math.Ceiling(0.1 / intervalNs * (1 - 1e-9)) + 1;
        Assert.InRange(times.Count, moments - 1, moments); // the last one may fall on the end
        Assert.All(times.Zip(times.Skip(1)), pair => Assert.True(pair.First < pair.Second));
        InputException problem = Assert.Throws<InputException>(() => TrajectoryRecorder.Record(
            TestJunctions.P55, [new(150e-6, 0.1e-9)], settings with { StepPs = 1500 * intervalNs }, intervalNs));
        Assert.Contains("closer than the time steps", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_error_without_temperature_is_of_second_order_in_the_step()
    {
        const double z0 = 0.9;
        double Z(double stepPs) => TrajectoryRecorder.Record(
            Cold with { Damping = 0.1 }, [new(10e-6, 0.4e-9)],
            new()
            {
                Trajectories = 1,
                InitialAngleDegrees = Math.Acos(z0) * 180 / Math.PI,
                Precision = Precision.Double,
                StepPs = stepPs,
            },
            0.4)
            .States[1, 0].Z;
        double exact = Z(0.0125);
        Assert.InRange((Z(0.4) - exact) / (Z(0.2) - exact), 3.5, 4.6);
        Assert.InRange((Z(0.2) - exact) / (Z(0.1) - exact), 3.5, 4.6);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(150e-6, 0.02)]
    [InlineData(-80e-6, -0.05)]
    public void The_kernel_agrees_with_the_textbook(double currentA, double fieldT)
    {
        MonteCarloSettings settings = new() { Trajectories = 200, Seed = 5, Precision = Precision.Double, FieldT = fieldT };
        TrajectoryRecording recording = TrajectoryRecorder.Record(P55, [new(currentA, 0.15e-9)], settings, 0.15);
        foreach (int number in new[] { 0, 63, 199 })
        {
            NaiveTrajectory naive = new(P55, currentA, fieldT, 0.5e-12, 5, (uint)number);
            naive.Start(recording.States[0, number]);
            naive.Run(300);
            Assert.Equal(naive.M[0], recording.States[1, number].X, 1e-6);
            Assert.Equal(naive.M[1], recording.States[1, number].Y, 1e-6);
            Assert.Equal(naive.M[2], recording.States[1, number].Z, 1e-6);
        }
    }

    [Fact]
    public void Threads_and_vector_width_change_nothing()
    {
        MonteCarloSettings settings = new() { Trajectories = 1000, Seed = 9, Threads = 1, Width = VectorWidth.Bits256 };
        foreach (Precision precision in Enum.GetValues<Precision>())
        {
            foreach (StepScheme scheme in Enum.GetValues<StepScheme>())
            {
                MonteCarloSettings here = settings with { Precision = precision, Scheme = scheme };
                IReadOnlyList<MonteCarloSample> expected = Run(here);
                Assert.Equal(expected, Run(here with { Threads = 2 }));
                Assert.Equal(expected, Run(here with { Width = VectorWidth.Bits512 }));
                Assert.Equal(expected, Run(here with { Width = VectorWidth.Widest, Threads = 0 }));
                Assert.NotEqual(expected, Run(here with { Seed = 10 }));
            }
        }

        static IReadOnlyList<MonteCarloSample> Run(MonteCarloSettings settings) =>
            MonteCarloSolver.Run(P55, [new(200e-6, 1e-9), new(100e-6, 0.5e-9)], settings, [0.3, 1.2]);
    }

    [Fact]
    public void Single_precision_follows_double_precision()
    {
        MonteCarloSettings settings = new() { Trajectories = 2000, Scheme = StepScheme.RotatingFrame };
        MonteCarloSample single = MonteCarloSolver.Run(P55, [new(140e-6, 4e-9)], settings)[^1];
        MonteCarloSample twice = MonteCarloSolver.Run(P55, [new(140e-6, 4e-9)], settings with { Precision = Precision.Double })[^1];
        Assert.Equal(twice.MeanZ, single.MeanZ, 1e-4);
        Assert.InRange(single.Remaining - twice.Remaining, -2, 2);
    }

    [Fact]
    public void A_trajectory_depends_on_its_number_alone()
    {
        MonteCarloSettings few = new() { Trajectories = 150, Seed = 4 };
        Magnetisation[,] a = TrajectoryRecorder.Record(P55, [new(200e-6, 1e-9)], few, 0.5).States;
        Magnetisation[,] b = TrajectoryRecorder.Record(P55, [new(200e-6, 1e-9)], few with { Trajectories = 400 }, 0.5).States;
        for (int t = 0; t < 150; t++)
            Assert.Equal(a[2, t], b[2, t]);
    }

    [Theory]
    [InlineData(40)]
    [InlineData(55)]
    [InlineData(70)]
    public void The_thermal_state_has_its_moments(double stability)
    {
        const int count = 20_000;
        double[] z = [.. Enumerable.Range(0, count).Select(t => InitialStateSampler.Thermal(2, (uint)t, stability).Z)];
        double mean = ThermalState.MeanZ(stability);
        double deviation = Math.Sqrt(z.Average(value => Math.Pow(value - mean, 2)) / count);
        Assert.InRange(z.Average(), mean - 4 * deviation, mean + 4 * deviation);
        Assert.Equal(1, z.Average(value => 1 - value * value) / ThermalState.MeanInPlaneSquared(stability), 0.025);
    }

    [Theory]
    [InlineData(StepScheme.Heun)]
    [InlineData(StepScheme.RotatingFrame)]
    public void Noise_and_damping_keep_the_thermal_state(StepScheme scheme)
    {
        // Fluctuation and dissipation: starting from a sharp angle, the thermal spread builds up and stays.
        MonteCarloSettings settings = new() { Trajectories = 20_000, Scheme = scheme, InitialAngleDegrees = 8, Seed = 21 };
        MagneticTunnelJunction damped = P55 with { Damping = 0.06 };
        MonteCarloSample end = MonteCarloSolver.Run(damped, [new(0, 2.5e-9)], settings)[^1];
        Assert.Equal(1, end.MeanInPlaneSquared / ThermalState.MeanInPlaneSquared(P55.ThermalStability), 0.025);
    }

    [Theory]
    [InlineData(StepScheme.Heun, 3, 5.0, 17)]
    [InlineData(StepScheme.Heun, 4.5, 4.0, 4711)]
    [InlineData(StepScheme.RotatingFrame, 1.5, 12.0, 1)]
    [InlineData(StepScheme.RotatingFrame, 2, 10.0, 2)]
    [InlineData(StepScheme.RotatingFrame, 2.5, 10.0, 3)]
    [InlineData(StepScheme.RotatingFrame, 3, 8.0, 4)]
    [InlineData(StepScheme.RotatingFrame, 3.5, 7.0, 5)]
    [InlineData(StepScheme.RotatingFrame, 4, 6.0, 60)]
    [InlineData(StepScheme.RotatingFrame, 5, 5.0, 7)]
    public void Trajectories_agree_with_Fokker_Planck(StepScheme scheme, double overdrive, double maxNs, ulong seed)
    {
        double currentUa = overdrive * P55.CriticalCurrentA * 1e6;
        double[] times = [.. Enumerable.Range(1, 8).Select(k => maxNs * k / 8)];
        SwitchingCurve curve = new WriteSolver(P55).Curve(currentUa, maxNs);
        IReadOnlyList<MonteCarloSample> samples =
            MonteCarloSolver.Run(P55, [new(currentUa * 1e-6, maxNs * 1e-9)], new() { Scheme = scheme, Seed = seed }, times);
        AssertAgreement(samples, time => curve.WriteErrorRate(time * 1e-9 / P55.CharacteristicTimeS));
    }

    [Fact]
    public void Trajectories_agree_with_Fokker_Planck_in_a_field_and_through_edges()
    {
        PulseSegment[] pulse = [.. PulseSegment.Trapezoid(180e-6, 1e-9, 3e-9, 0.5e-9, 4)];
        double field = 0.05 * P55.AnisotropyFieldT;
        double expected = new WriteSolver(P55, WriteDirection.FromParallel, field).Solve(pulse).End.Remaining;
        MonteCarloSettings settings = new() { Scheme = StepScheme.RotatingFrame, FieldT = field, Seed = 31, Trajectories = 50_000 };
        AssertAgreement(MonteCarloSolver.Run(P55, pulse, settings), _ => expected);
    }

    [Fact]
    public void The_two_schemes_agree_on_another_geometry()
    {
        MagneticTunnelJunction ellipse = TestJunctions.TableOne(JunctionShape.Circle, 40, 40);
        MonteCarloSettings heun = new() { Trajectories = 20_000, Seed = 8 };
        PulseSegment[] pulse = [new(3 * ellipse.CriticalCurrentA, 3e-9)];
        double expected = new WriteSolver(ellipse).Solve(pulse).End.Remaining;
        AssertAgreement(MonteCarloSolver.Run(ellipse, pulse, heun), _ => expected);
        AssertAgreement(MonteCarloSolver.Run(ellipse, pulse, heun with { Scheme = StepScheme.RotatingFrame }), _ => expected);
    }

    [Fact]
    public void Steps_that_would_decide_the_result_are_refused_and_the_largest_allowed_one_is_accurate()
    {
        // At alpha = 0.006 Heun's error acts against damping: 5 ps errs by more than half, 2 ps by 9 %, 1 ps by 1 to 2 %.
        PulseSegment[] pulse = [new(2.5 * P55.CriticalCurrentA, 5e-9)];
        foreach (StepScheme scheme in Enum.GetValues<StepScheme>())
        {
            MonteCarloSettings settings = new() { Trajectories = 40_000, Seed = 12, Scheme = scheme };
            double expected = new WriteSolver(P55).Solve(pulse).End.Remaining;
            double[] wrong = scheme == StepScheme.Heun ? [1.1, 2, 5, 20, 1000] : [125, 200, 1000];
            foreach (double named in wrong.Select(step => LargestAllowed(settings with { StepPs = step })).Distinct())
            {
                double rate = MonteCarloSolver.Run(P55, pulse, settings with { StepPs = named })[^1].WriteErrorRate;
                Assert.Equal(1, rate / expected, 0.05);
            }
        }

        double LargestAllowed(MonteCarloSettings tooLarge)
        {
            string message = Assert.Throws<InputException>(() => MonteCarloSolver.Run(P55, pulse, tooLarge)).Message;
            return double.Parse(Regex.Match(message, @"up to ([\d.]+) ps").Groups[1].Value, CultureInfo.InvariantCulture);
        }
    }

    [Fact]
    public void Steps_that_single_precision_would_round_away_are_refused()
    {
        PulseSegment[] pulse = [new(150e-6, 1e-9)];
        MonteCarloSettings settings = new() { Trajectories = 1, InitialAngleDegrees = 10, StepPs = 0.001 };
        string message = Assert.Throws<InputException>(() => MonteCarloSolver.Run(Cold, pulse, settings)).Message;
        Assert.Contains("too short for single precision", message, StringComparison.Ordinal);
        double exact = MonteCarloSolver.Run(Cold, pulse, settings with { Precision = Precision.Double })[^1].MeanZ;
        double least = double.Parse(Regex.Match(message, @"from ([\d.]+) ps").Groups[1].Value, CultureInfo.InvariantCulture);
        Assert.Equal(exact, MonteCarloSolver.Run(Cold, pulse, settings with { StepPs = least })[^1].MeanZ, 5e-4);
    }

    [Fact]
    public void The_default_step_follows_the_junction()
    {
        PulseSegment pulse = new(2 * P55.CriticalCurrentA, 1e-9);
        Assert.Equal(2000, new MonteCarloSettings().Steps(P55, pulse).Steps);

        // A tenth of the damping: the largest step shrinks with the cube root, from 1.057 to 0.491 ps.
        PulseSegment longPulse = pulse with { DurationS = 100e-9 };
        Assert.InRange(new MonteCarloSettings().Steps(P55 with { Damping = 0.0006 }, longPulse).Steps, 203_000, 204_500);

        // Without damping the growth over the whole pulse counts.
        Assert.True(new MonteCarloSettings().Steps(Cold with { Damping = 0 }, pulse).Steps >= 2000);

        // A strongly damped junction turns within less than a tenth of a nanosecond, which 20 ps would not resolve.
        MonteCarloSettings rotating = new() { Scheme = StepScheme.RotatingFrame };
        Assert.Equal(50, rotating.Steps(P55, pulse).Steps);
        Assert.InRange(rotating.Steps(P55 with { Damping = 0.3 }, pulse).Steps, 105, 125);
    }

    [Fact]
    public void Independent_runs_scatter_about_Fokker_Planck_as_they_should()
    {
        double sum = 0;
        int count = 0;
        foreach (double overdrive in new[] { 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5 })
        {
            double currentA = overdrive * P55.CriticalCurrentA;
            SwitchingCurve curve = new WriteSolver(P55).Curve(currentA * 1e6, 12);
            for (double timeNs = 1.5; timeNs <= 12; timeNs += 0.7)
            {
                double expected = curve.WriteErrorRate(timeNs * 1e-9 / P55.CharacteristicTimeS);
                if (expected is < 5e-4 or > 0.9995)
                    continue;
                ulong seed = 1000 + (ulong)count;
                MonteCarloSample sample = MonteCarloSolver.Run(
                    P55, [new(currentA, timeNs * 1e-9)], new() { Scheme = StepScheme.RotatingFrame, Seed = seed })[^1];
                sum += Math.Pow(sample.WriteErrorRate - expected, 2) * 20_000 / (expected * (1 - expected));
                count++;
            }
        }

        Assert.True(count >= 50, $"{count} points");
        Assert.InRange(sum / count, 0.7, 1.3);
    }

    [Fact]
    public void Trajectories_of_other_programs_agree_with_Fokker_Planck()
    {
        foreach (IGrouping<double, ReferenceRow> current in ReferenceFile.Table("device/wer_reference.csv")
            .Where(row => row.Number("i_over_Ic0") > 0).GroupBy(row => row.Number("i_over_Ic0")))
        {
            SwitchingCurve curve = SwitchingSolver.Solve(
                P55.ThermalStability, [new(new(current.Key), current.Max(row => row.Number("t_ns")) * 1e-9 / P55.CharacteristicTimeS)]);
            foreach (ReferenceRow row in current)
            {
                double expected = curve.WriteErrorRate(row.Number("t_ns") * 1e-9 / P55.CharacteristicTimeS);
                (double low, double high) = ClopperPearson.Interval(row.Long("n_unswitched"), row.Long("N"), 1 - 1e-4);
                Assert.InRange(expected, low - 1e-12, high + 1e-12);
            }
        }
    }

    [Fact]
    public void Asymmetric_drives_agree_with_trajectories_of_z()
    {
        // The Ito equation of the Fokker-Planck equation: dz = ((1 - z²) v - z / Delta) dtau + sqrt((1 - z²) / Delta) dW.
        MagneticTunnelJunction junction = P55 with { Drive = DriveMode.Voltage, Torque = TorqueModel.Slonczewski };
        foreach (WriteDirection direction in Enum.GetValues<WriteDirection>())
        {
            double currentA = direction == WriteDirection.FromParallel ? 170e-6 : 75e-6;
            ReducedDrive drive = new DriveModel(junction, direction, 0).Drive(currentA);
            const double time = 2;
            const int steps = 500;
            const int count = 3000;
            double[] slopes = [.. Enumerable.Range(0, 2001).Select(k => drive.Slope(k / 1000.0 - 1))];
            int remaining = 0;
            for (uint t = 0; t < count; t++)
            {
                double z = InitialStateSampler.Thermal(6, t, P55.ThermalStability).Z;
                for (uint step = 0; step < steps; step++)
                {
                    (uint w0, uint w1, _, _) = Philox.Block(6, RandomPurpose.ThermalField, t, step);
                    double noise = RandomNumberTests.Exact(w0, w1).First * Math.Sqrt(time / steps);
                    double slope = slopes[(int)Math.Round((z + 1) * 1000)];
                    z += ((1 - z * z) * slope - z / P55.ThermalStability) * time / steps
                        + Math.Sqrt((1 - z * z) / P55.ThermalStability) * noise;
                    z = Math.Clamp(z, -1, 1);
                }

                remaining += z > 0 ? 1 : 0;
            }

            double pulseNs = time * P55.CharacteristicTimeS * 1e9;
            double expected = new WriteSolver(junction, direction).AtCurrentAndPulse(currentA * 1e6, pulseNs).WriteErrorRate;
            Assert.InRange(expected, 0.02, 0.98);
            Assert.InRange(remaining / (double)count - expected, -4.5 * Math.Sqrt(expected / count), 4.5 * Math.Sqrt(expected / count));
        }
    }

    [Fact]
    public void The_extrapolation_of_the_paper_overstates_the_baseline_current_as_the_reference_says()
    {
        WerExtrapolation line = WerExtrapolation.Run(P55, 10, new() { Scheme = StepScheme.RotatingFrame });
        double truth = new WriteSolver(P55).AtWerAndPulse(8.62e-10, 10).CurrentUa;

        // 3 to 5 %; the scatter of 20,000 trajectories adds about 1 %.
        Assert.InRange(line.CurrentOf(8.62e-10).CurrentUa / truth, 1.01, 1.08);
        (double rate, double low, double high) = line.At(truth);
        Assert.True(low < rate && rate < high);
        Assert.Equal(1e-3, line.At(line.CurrentOf(1e-3).CurrentUa).WriteErrorRate, 1e-9);
        (double current, double least, double most) = line.CurrentOf(1e-3);
        Assert.True(least < current && current < most && most - least < 0.05 * current);
        Assert.Equal(1, current / new WriteSolver(P55).AtWerAndPulse(1e-3, 10).CurrentUa, 0.02);
        AssertIsWeightedLine(line, truth);
    }

    /// <summary>
    /// The textbook's weighted line through ln WER, whose points have variance (1 - p) / k, and its 95 % interval of a normal distribution.
    /// </summary>
    private static void AssertIsWeightedLine(WerExtrapolation line, double currentUa)
    {
        (double X, double Y, double Weight)[] points =
        [
            .. line.Fitted.Select(point => (
                point.CurrentUa, Math.Log(point.Sample.WriteErrorRate), point.Sample.Remaining / (1 - point.Sample.WriteErrorRate))),
        ];
        double total = points.Sum(point => point.Weight);
        double meanX = points.Sum(point => point.Weight * point.X) / total;
        double meanY = points.Sum(point => point.Weight * point.Y) / total;
        double spread = points.Sum(point => point.Weight * (point.X - meanX) * (point.X - meanX));
        double slope = points.Sum(point => point.Weight * (point.X - meanX) * (point.Y - meanY)) / spread;
        double margin = 1.9599639845400545 * Math.Sqrt(1 / total + (currentUa - meanX) * (currentUa - meanX) / spread);
        double log = meanY + slope * (currentUa - meanX);
        (double rate, double low, double high) = line.At(currentUa);
        Assert.Equal(log, Math.Log(rate), 1e-8);
        Assert.Equal(log - margin, Math.Log(low), 1e-8);
        Assert.Equal(log + margin, Math.Log(high), 1e-8);
        (double back, double least, double most) = line.CurrentOf(rate);
        Assert.Equal(currentUa, back, 1e-6);
        Assert.Equal(currentUa - margin / -slope, least, 1e-6);
        Assert.Equal(currentUa + margin / -slope, most, 1e-6);
        Assert.All(line.Fitted, point => Assert.True(point.Sample.Remaining >= 10 && point.Sample.WriteErrorRate <= 0.1));
        Assert.Equal(
            line.All.Count(point => point.Sample.Remaining >= 10 && point.Sample.WriteErrorRate <= 0.1), line.Fitted.Count);
    }

    [Fact]
    public void Nonsense_is_refused()
    {
        static void Refused(
            MonteCarloSettings settings, MagneticTunnelJunction? junction = null, double durationS = 1e-9, params double[] samples) =>
            Assert.Throws<InputException>(() => MonteCarloSolver.Run(junction ?? P55, [new(1e-4, durationS)], settings, samples));

        Refused(new() { Trajectories = 0 });
        Refused(new() { StepPs = 0 });
        Refused(new() { StepPs = double.NaN });
        Refused(new() { Threads = -1 });
        Refused(new() { InitialAngleDegrees = 181 });
        Refused(new(), Cold);
        Refused(new(), null, 0);
        Refused(new(), null, double.NaN);
        Refused(new(), P55 with { Drive = DriveMode.Voltage });
        Refused(new(), P55 with { Torque = TorqueModel.Slonczewski });
        Refused(new(), null, 1e-9, 2.0);
        Refused(new(), null, 1e-9, 0.5, 0.2);
        Refused(new(), null, 1e-9, 0);
    }

    private static void AssertAgreement(IReadOnlyList<MonteCarloSample> samples, Func<double, double> expectedAt)
    {
        double sum = 0;
        int count = 0;
        foreach (MonteCarloSample sample in samples)
        {
            double expected = expectedAt(sample.TimeNs);
            int n = (int)sample.Trajectories;
            (double low, double high) = ClopperPearson.Interval(sample.Remaining, n, 1 - 1e-4);
            Assert.True(
                expected >= low - 1e-12 && expected <= high + 1e-12,
                $"{sample.TimeNs} ns: {sample.Remaining} of {n}, expected {expected:G4}");
            if (expected * n < 10 || (1 - expected) * n < 10)
                continue;
            sum += Math.Pow(sample.WriteErrorRate - expected, 2) * n / (expected * (1 - expected));
            count++;
        }

        // Points of one run share trajectories: their sum scatters more than that of independent ones.
        Assert.True(count < 4 || sum / count < 3, $"chi2/n = {sum / count}");
    }
}
