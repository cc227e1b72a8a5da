using CsCheck;
using CycleSim.Arrays.Cells;
using CycleSim.Arrays.Circuit;
using CycleSim.Arrays.Models;
using CycleSim.Arrays.Search;
using CycleSim.Arrays.Technology;
using CycleSim.Properties;

namespace CycleSim.Arrays.Tests.Circuit;

/// <summary>Branch and bound against trying everything.</summary>
public class SearchTests
{
    private static readonly Gen<CircuitSpec> Specs =
        from sram in Gen.Bool
        from node in Gen.Double[22, 65]
        from devices in Gen.Enum<TransistorKind>()
        from temperature in Gen.Double[300, 400]
        from repeated in Gen.Bool
        from objective in Gen.Enum<SearchObjective>()
        from width in Gen.Double[1, 12]
        from area in Gen.Double[40, 200]
        from aspect in Gen.Double[0.5, 2]
        from current in Gen.Double[20, 150]
        from energy in Gen.Double[0.1, 5]
        select new CircuitSpec
        {
            Cell = sram ? new SramCell(area, aspect, width / 6) : new MramCell(area, aspect, width, 3000, 6000, current * 1e-6),
            WritePoint = sram ? null : new WritePoint("w", current * 1e-6, 10e-9, energy * 1e-12, energy * 1e-12),
            NodeNm = node,
            Transistors = devices,
            TemperatureK = temperature,
            Wires = repeated ? WireKind.Repeated : WireKind.Unrepeated,
            Objective = objective,
        };

    [Fact]
    [Trait("kind", "property")]
    public void Of_all_organisations_of_a_data_array_the_best_is_found() => Specs.ForAll(
        spec =>
        {
            WireDrive drive = spec.Wires == WireKind.Repeated ? WireDrive.Repeated : WireDrive.Unrepeated;
            AssertBest(spec, SearchSpace.OfData(1024, 512), drive);
        },
        cases: 60);

    [Fact]
    [Trait("kind", "property")]
    public void Of_all_organisations_of_words_with_check_bits_the_best_is_found() => Specs.ForAll(
        spec => AssertBest(
            spec, SearchSpace.OfData(1024, 542), spec.Wires == WireKind.Repeated ? WireDrive.Repeated : WireDrive.Unrepeated),
        cases: 20);

    [Fact]
    [Trait("kind", "property")]
    public void Of_all_organisations_of_a_tag_array_the_best_is_found() => Specs.ForAll(
        spec => AssertBest(spec, SearchSpace.OfTags(64, 4, 38), WireDrive.Unrepeated), cases: 12);

    [Fact]
    [Trait("kind", "property")]
    public void The_data_array_gives_the_whole_word_and_the_whole_capacity() => Specs.ForAll(
        spec =>
        {
            if (new ArrayDesigner(spec).DesignData(1 << 20) is not { } design)
                return;
            BankOrganisation organisation = design.Organisation;
            Assert.Equal(
                8L << 20, organisation.Rows * organisation.Columns * organisation.Shape.Mats * organisation.Shape.Mat.Subarrays);
            Assert.Equal(512, design.Metrics.WrittenBits);
        },
        cases: 100);

    /// <summary>The search leaves out what no sense amplifier could save: for each metric the bound is that of the best one.</summary>
    [Fact]
    [Trait("kind", "property")]
    public void Sensing_costs_at_least_what_the_best_possible_amplifier_does() => Specs.ForAll(
        spec =>
        {
            var process = ProcessNodeFactory.Create(spec.NodeNm, spec.Transistors, spec.TemperatureK);
            var context = new SubarrayContext(process, spec.Cell, process.LocalAggressive, spec.WritePoint);
            for (int maxWays = 1; maxWays <= 64; maxWays *= 2)
            {
                SenseAmplifier[] possible =
                [
                    .. Enumerable.Range(0, 7).Select(bits => (1 << bits) * context.CellWidth).Take(int.Log2(maxWays) + 1)
                        .Where(pitch => pitch > SenseAmplifier.MinPitch * process.FeatureM)
                        .Select(pitch => SenseAmplifier.Create(process, spec.Cell is MramCell, spec.Cell.SenseVoltageV, pitch)),
                ];
                SensingBound? best = possible.Length == 0
                    ? null
                    : new SensingBound(
                        possible.Min(sense => sense.Height), possible.Min(sense => sense.Latency), possible.Min(sense => sense.Energy),
                        possible.Min(sense => sense.Leakage));
                Assert.Equal(best, new SubarrayFactory(context).Sensing(maxWays));
            }
        },
        cases: 60);

    private static void AssertBest(CircuitSpec spec, SearchSpace space, WireDrive drive)
    {
        var process = ProcessNodeFactory.Create(spec.NodeNm, spec.Transistors, spec.TemperatureK);
        SubarrayFactory factory = new(new SubarrayContext(process, spec.Cell, process.LocalAggressive, spec.WritePoint));
        HtreeWires wires = new(WireStyle.Aggressive, WireStyle.Aggressive, drive);
        Wire wire = new(process, process.GlobalAggressive, drive, spec.Cell.SenseVoltageV);
        BankDesign? found = new OrganisationSearch(factory, wire, wires, spec.Objective).Run(space);
        BankDesign? best = TryEverything(factory, space, wires, spec.Objective);
        Assert.Equal(best?.Metrics.Score(spec.Objective), found?.Metrics.Score(spec.Objective));
        Assert.Equal(best?.Organisation, found?.Organisation);
    }

    private static BankDesign? TryEverything(SubarrayFactory factory, SearchSpace space, HtreeWires wires, SearchObjective objective)
    {
        BankDesign? best = null;
        ProcessNode process = factory.Context.Process;
        Wire wire = new(process, process.GlobalAggressive, wires.Drive, factory.Context.Cell.SenseVoltageV);
        foreach (BankShape shape in space.Shapes)
        {
            if (space.Stored(shape) is not { } stored)
                continue;
            foreach (MuxWays mux in AllMuxes(space.MaxWays, stored.Sets))
            {
                foreach (DriverStyle style in space.Styles)
                {
                    Bank? bank = Bank.Create(factory, wire, shape, stored);
                    if (bank is null || !bank.IsPossible(bank.Rows(mux.Product), mux.Product))
                        continue;
                    BankOrganisation organisation = new(shape, bank.Rows(mux.Product), bank.Columns(mux.Product), mux, style, wires);
                    if (ForcedOrganisation.Evaluate(factory, organisation, stored) is not { } design)
                        continue;
                    double ratio = design.Metrics.Height / design.Metrics.Width;
                    if (Math.Max(ratio, 1 / ratio) > space.MaxAspectRatio)
                        continue;
                    if (best is null || design.Metrics.Score(objective) < best.Metrics.Score(objective))
                        best = design;
                }
            }
        }

        return best;
    }

    private static IEnumerable<MuxWays> AllMuxes(int most, long sets)
    {
        for (int sense = 1; sense <= Math.Min(most, sets); sense *= 2)
            for (int level1 = 1; level1 <= most && sense * level1 <= sets; level1 *= 2)
                for (int level2 = 1; level2 <= most && (long)sense * level1 * level2 <= sets; level2 *= 2)
                    yield return new(sense, level1, level2);
    }
}
