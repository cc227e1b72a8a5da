using CycleSim.Arrays.Models;

namespace CycleSim.Arrays.Tests.Models;

/// <summary>What the paper says of arrays (claims A1 to A4), with both models.</summary>
public class PaperClaimsTests
{
    private static readonly Dictionary<string, Family> Models = new()
    {
        ["table"] = Family.Of("stt-mram", Table),
        ["compatible"] = Family.Of("stt-mram", name => Circuit(name, smooth: false)),
        ["smooth"] = Family.Of("stt-mram", name => Circuit(name, smooth: true)),
        ["device"] = Family.Of("stt-mram-p55", name => Circuit(name, smooth: false)),
    };

    public static TheoryData<string> Kinds => [.. Models.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A1_from_128_KiB_up_stt_mram_is_smaller_and_from_1_MiB_up_about_two_to_three_times(string kind)
    {
        for (long capacity = 128 << 10; capacity <= 512 << 20; capacity *= 2)
        {
            double ratio = Models[kind].Sram.At(capacity).AreaMm2 / Models[kind].Base.At(capacity).AreaMm2;
            Assert.True(ratio > 1, $"{capacity}: {ratio}");
            if (capacity >= 1 << 20)
                Assert.InRange(ratio, 1.6, 3.3);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A2_stt_mram_leaks_far_less_and_sram_grows_faster(string kind)
    {
        (IMemoryModel sram, IMemoryModel mram, _, _) = Models[kind];
        for (long capacity = 32 << 10; capacity <= 512 << 20; capacity *= 2)
            Assert.True(sram.At(capacity).LeakageMw > 2.5 * mram.At(capacity).LeakageMw);
        static double Growth(IMemoryModel model, Func<MemoryMetrics, double> value) =>
            value(model.At(512 << 20)) / value(model.At(1 << 20));
        Assert.True(Growth(sram, f => f.ReadLatencyNs) > 5 * Growth(mram, f => f.ReadLatencyNs));
        Assert.True(Growth(sram, f => f.WriteLatencyNs) > 5 * Growth(mram, f => f.WriteLatencyNs));
        Assert.True(Growth(sram, f => f.ReadEnergyPj) > 2 * Growth(mram, f => f.ReadEnergyPj));
        Assert.True(Growth(sram, f => f.WriteEnergyPj) > 2 * Growth(mram, f => f.WriteEnergyPj));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A3_cheap_writes_cut_latency_and_energy_by_about_half_and_move_the_crossover(string kind)
    {
        (IMemoryModel sram, IMemoryModel mram, IMemoryModel lowV, IMemoryModel lowDuration) = Models[kind];
        double latency = 0;
        double energy = 0;
        for (long capacity = 32 << 10; capacity <= 512 << 20; capacity *= 2)
        {
            latency = Math.Max(latency, 1 - lowDuration.At(capacity).WriteLatencyNs / mram.At(capacity).WriteLatencyNs);
            energy = Math.Max(energy, 1 - lowV.At(capacity).WriteEnergyPj / mram.At(capacity).WriteEnergyPj);
        }

        Assert.InRange(latency, 0.45, 0.56);
        Assert.InRange(energy, 0.4, 0.7);
        Assert.True(Crossover(sram, lowV) <= Crossover(sram, mram));
        Assert.True(Crossover(sram, lowDuration) <= Crossover(sram, mram));
    }

    [Theory]
    [InlineData("table")]
    [InlineData("compatible")]
    public void A4_on_equal_area_stt_mram_holds_about_three_times_as_much_and_leaks_less(string kind)
    {
        (IMemoryModel sram, IMemoryModel mram, _, _) = Models[kind];
        foreach ((long capacity, double holds, double leaks) in new[] { (512L << 10, 2.8, 1.84), (128L << 20, 3.23, 4.41) })
        {
            MemoryMetrics ours = mram.At(capacity);
            MemoryMetrics other = sram.At(IsoArea.LargestCapacity(sram, ours.AreaMm2));
            Assert.Equal(holds, (double)capacity / other.CapacityBytes, 0.1 * holds);
            Assert.Equal(leaks, other.LeakageMw / ours.LeakageMw, 0.1 * leaks);
        }
    }

    /// <summary>The first power of two at which reading and writing SRAM takes more energy than STT-MRAM.</summary>
    private static long Crossover(IMemoryModel sram, IMemoryModel mram)
    {
        static double Energy(MemoryMetrics metrics) => metrics.ReadEnergyPj + metrics.WriteEnergyPj;
        for (long capacity = 32 << 10; capacity <= 512 << 20; capacity *= 2)
            if (Energy(sram.At(capacity)) > Energy(mram.At(capacity)))
                return capacity;
        return long.MaxValue;
    }

    /// <summary>SRAM and the three ways of writing STT-MRAM, by one kind of model.</summary>
    private sealed record Family(IMemoryModel Sram, IMemoryModel Base, IMemoryModel LowV, IMemoryModel LowDuration)
    {
        public static Family Of(string mram, Func<string, IMemoryModel> model) =>
            new(model("sram"), model(mram), model(mram + "-lowv"), model(mram + "-lowdur"));
    }

    private static IMemoryModel Table(string name) => MemoryTechnologyLoader.Load(name).Model;

    private static CircuitModel Circuit(string name, bool smooth)
    {
        CircuitSpec spec = MemoryTechnologyLoader.Load(name).Circuit!;
        return new(smooth ? spec.Smooth() : spec);
    }
}
