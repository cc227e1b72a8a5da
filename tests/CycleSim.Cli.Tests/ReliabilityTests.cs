using System.Text.Json;

namespace CycleSim.Cli.Tests;

/// <summary>`cyclesim reliability`, and the commands of `device` about retention and reads.</summary>
public sealed class ReliabilityTests
{
    /// <summary>Energies that are too small for a double have no ratio; a NaN would not even be written as JSON.</summary>
    [Fact]
    public void A_ratio_of_nothing_is_left_open()
    {
        JsonElement written = Json("reliability terminate --current-ua 1e-300 --longest-pulse-ns 10 --word-bits 512");
        Assert.Equal(JsonValueKind.Null, written.GetProperty("energy_terminated_over_fixed").ValueKind);
    }

    [Theory]
    [InlineData("reliability ecc --code sec-ded --data-bits 64 --raw-bit-error-rate 1e-6", "p_word_uncorrectable", 2.555880723086e-9, 1e-9)]
    [InlineData("reliability ecc --code bch2 --data-bits 64 --toggle-probability 0.25 --write-error-rate 1e-4",
        "p_word_uncorrectable", 1.939286e-9, 1e-5)]
    [InlineData("reliability ecc --code bch2 --data-bits 64 --toggle-probability 0.25 --raw-bit-error-rate 2.5e-5",
        "p_word_uncorrectable", 1.939286e-9, 1e-5)]
    [InlineData("reliability ecc --code SEC-DED(72,64) --target-kind ber --target 4.31e-10 --held-fixed pulse --pulse-ns 10",
        "raw_bit_error_rate_allowed", 2.463929e-6, 1e-6)]
    [InlineData("reliability ecc --code bch3 --target-kind ber --target 1e-15 --held-fixed current --current-ua 150 --variation typical",
        "pulse_ns", 12.613812, 1e-4)]
    [InlineData("array --memory stt-mram-p55 --capacity 512KiB --code sec-ded --data-bits 64", "area_mm2", 0.53268, 1e-4)]
    [InlineData("reliability scrub --code sec-ded --data-bits 64 --delta 40 --scrub-interval-s 86400",
        "p_word_uncorrectable_over_lifetime", 0.797750386357, 1e-8)]
    [InlineData("reliability scrub --code bch3 --delta 25 --target-p-memory-over-lifetime 1e-3",
        "scrub_interval_s", 1.3349559542e-6, 1e-8)]
    [InlineData("device retention --delta 30 --time-s 1e-4", "p_eigenvalue_path_area", 9.14439875973e-9, 1e-8)]
    [InlineData("device retention --lifetime-s 60 --p-loss-per-bit 1e-9 --scaling-path area --temperature-c 125",
        "delta_at_300k_eigenvalue_constant_barrier", 60.706042281, 1e-8)]
    [InlineData("device retention --current-ua 20 --read-ns 5", "p_disturb_per_read_after_relaxing", 7.997585e-15, 1e-3)]
    [InlineData("device write-point --delta 35 --scaling-path area --write-error-rate 8.62e-10 --pulse-ns 10",
        "energy_relative_to_delta_55", 0.512155678, 5e-4)]
    [InlineData("device write-point --temperature-k 100 --current-ua 150 --pulse-ns 10", "escape_rate_per_s", 5.17684918e-63, 1e-7)]
    [InlineData("device read-disturb --delta 40 --scaling-path anisotropy --read-current-ua 10 --read-ns 5 --gap-ns 2",
        "p_disturb_per_read_in_train", 4.93282e-11, 5e-3)]
    [InlineData("device read-margin --cell-voltage-v 0.2 --tmr-zero-bias-percent 100 --sigma-r-p-relative 0.03 --sigma-sense-offset-ua 2",
        "p_misread_ap", 3.57252076e-6, 1e-7)]
    public void Figures_are_those_of_the_reference(string arguments, string key, double expected, double tolerance) =>
        Assert.Equal(1, Json(arguments).GetProperty(key).GetDouble() / expected, tolerance);

    /// <summary>--delta is the barrier at 300 K for every command; Bloch's law lowers it more than the temperature alone.</summary>
    [Theory]
    [InlineData("constant", 34.2857)]
    [InlineData("bloch", 30.3094)]
    public void A_barrier_is_taken_to_the_temperature_alike_in_all_commands(string model, double expected)
    {
        string junction = $"--delta 40 --temperature-k 350 --temperature-model {model}";
        double retained = Json($"device retention {junction}").GetProperty("delta").GetDouble();
        Assert.Equal(expected, retained, 1e-4);
        JsonElement scrubbed = Json($"reliability scrub --code sec --scrub-interval-s 1 {junction}");
        Assert.Equal(retained, scrubbed.GetProperty("delta").GetDouble(), 1e-9);
    }

    /// <summary>A key says that a barrier in J is constant only where it is.</summary>
    [Theory]
    [InlineData("constant", "delta_at_300k_eigenvalue_constant_barrier", "delta_at_300k_eigenvalue", 56.8942853)]
    [InlineData("bloch", "delta_at_300k_eigenvalue", "delta_at_300k_eigenvalue_constant_barrier", 69.0030690)]
    public void A_required_barrier_is_taken_to_300_K_by_the_temperature_model(string model, string key, string absent, double expected)
    {
        JsonElement required = Json(
            $"device retention --lifetime-s 60 --p-loss-per-bit 1e-9 --temperature-c 100 --temperature-model {model}");
        Assert.Equal(expected, required.GetProperty(key).GetDouble(), 1e-5);
        Assert.False(required.TryGetProperty(absent, out _));
        double needed = required.GetProperty("delta_at_temperature_eigenvalue").GetDouble();
        JsonElement made = Json($"device retention --delta {required.GetProperty(key)} --temperature-c 100 --temperature-model {model}");
        Assert.Equal(needed, made.GetProperty("delta").GetDouble(), 1e-9);
    }

    [Fact]
    public void What_is_not_defined_is_null()
    {
        JsonElement code = Json("reliability ecc --code bch4 --data-bits 512 --raw-bit-error-rate 1e-4");
        Assert.Equal(JsonValueKind.Null, code.GetProperty("p_word_miscorrected_exact").ValueKind);
        Assert.Equal(JsonValueKind.Null, code.GetProperty("codewords_of_weight_dmin").ValueKind);
        Assert.Equal(JsonValueKind.Null, Json("device retention --delta 0.5").GetProperty("error_probability").ValueKind);
    }

    /// <summary>Counting codewords may take seconds; what needs no counts goes without.</summary>
    [Theory]
    [InlineData("--raw-bit-error-rate 1e-4", true)]
    [InlineData("--target 1e-15", false)]
    [InlineData("--toggle-probability 0.5 --write-error-rate 1e-4", false)]
    public void Codewords_are_counted_where_they_matter(string arguments, bool areCounted) => Assert.Equal(
        areCounted, Json($"reliability ecc --code bch2 --data-bits 64 {arguments}").TryGetProperty("codewords_of_weight_dmin", out _));

    [Fact]
    public void An_array_tells_of_its_code_where_it_has_one()
    {
        const string Array = "array --memory stt-mram-p55 --capacity 512KiB";
        Assert.False(Json(Array).TryGetProperty("code", out _));
        JsonElement code = Json($"{Array} --code bch2 --data-bits 128").GetProperty("code");
        Assert.Equal(4 * 144, code.GetProperty("stored_bits_per_access").GetInt32());
        Assert.Equal("designed", code.GetProperty("widening").GetString());
        Assert.Equal(1020, code.GetProperty("encoder_xor2_count").GetInt32());
        Assert.Equal(0.0202 * (7 + 7 + 9), code.GetProperty("decoder_latency_ns").GetDouble(), 1e-9);
    }

    [Fact]
    public void Keys_of_retention_start_as_they_did() => Assert.Equal(
        ["junction", "error_probability", "time_s", "current_ua"],
        Json("device retention").EnumerateObject().Take(4).Select(property => property.Name));

    [Theory]
    [InlineData("reliability ecc --code sec --variation typical", "--variation: goes with --held-fixed pulse or current")]
    [InlineData("reliability ecc --code sec --target 1e-9 --held-fixed current --current-ua 5 --variation typical",
        "allowed: pulses up to 61")]
    [InlineData("array --memory sram --capacity 1MiB --code sec --data-bits 100", "--code sec: an access of 512 bits is no multiple")]
    [InlineData("array --memory sram --capacity 1MiB --data-bits 64", "--data-bits goes with --code")]
    [InlineData("array --memory stt-mram-heterogeneous --capacity 1MiB --code sec", "has no code of its own")]
    [InlineData("reliability ecc --code golay", "--code golay: there is no code golay")]
    [InlineData("reliability ecc --code bch2(79,64)", "possible: BCH2(78,64)")]
    [InlineData("reliability ecc --code sec --data-bits 8001", "--data-bits 8001: allowed are 1 to 8000")]
    [InlineData("reliability ecc --code sec --raw-bit-error-rate 1", "--raw-bit-error-rate 1: allowed are 0 to below 1")]
    [InlineData("reliability ecc --code sec --raw-bit-error-rate 0.1 --write-error-rate 0.1", "exclude each other")]
    [InlineData("reliability ecc --code sec --toggle-probability 0.1", "--toggle-probability goes with")]
    [InlineData("reliability ecc --code sec --toggle-probability 0.1 --raw-bit-error-rate 0.2", "err less often")]
    [InlineData("reliability ecc --code sec --target-kind memory --target 1e-3", "--memory-bytes is missing")]
    [InlineData("reliability ecc --code sec --target-kind any --target 1e-3", "allowed are word, ber, memory")]
    [InlineData("reliability ecc --code sec --target 1e-3 --target-word-failure 1e-3", "exclude each other")]
    [InlineData("reliability ecc --code sec --target 1e-3 --held-fixed pulse", "--pulse-ns is missing")]
    [InlineData("reliability ecc --code sec --target 1e-3 --held-fixed energy", "allowed are pulse, current")]
    [InlineData("reliability ecc --code sec --pulse-ns 10", "--pulse-ns: goes with --held-fixed")]
    [InlineData("reliability scrub --code sec", "give one of --scrub-interval-s")]
    [InlineData("reliability scrub --code sec --scrub-interval-s 1e9", "a scrub interval in s of 1000000000 is out of range")]
    [InlineData("reliability scrub --code sec --scrub-interval-s 1e-300", "a scrub interval in s of 1E-300 is out of range")]
    [InlineData("device retention --delta 501", "--delta 501: allowed are 0.01 to 500")]
    [InlineData("device retention --scaling-path area", "--scaling-path: goes with --delta")]
    [InlineData("device retention --delta 40 --scaling-path up", "--scaling-path up: allowed are area, anisotropy")]
    [InlineData("device retention --temperature-c -300", "--temperature-c -300: a temperature of -26.85 K")]
    [InlineData("device retention --lifetime-s 1", "go together")]
    [InlineData("device retention --lifetime-s 1e-12 --p-loss-per-bit 0.4", "needs no barrier")]
    [InlineData("device write-point --delta 3 --write-error-rate 1e-3 --pulse-ns 10", "--delta 3: the energy barrier is 3 kT")]
    [InlineData("device read-disturb --read-ns 5", "--read-current-ua is missing")]
    [InlineData("device read-disturb --read-ns 5 --read-current-ua 500", "allowed: 0 to 95.65 uA")]
    [InlineData("device read-disturb --read-ns 0 --read-current-ua 5", "--read-ns 0: allowed are 0.01 to 1000 ns")]
    [InlineData("device read-disturb --read-ns 5 --read-current-ua 60 --gap-ns 1", "leaves no state")]
    [InlineData("device wer --current-ua 150 --pulse-ns 10 --seed 3", "--seed: goes with --method m")]
    [InlineData("device wer --current-ua 150 --pulse-ns 10 --threads 2", "--threads: goes with --method monte-carlo and mc-extrapolate")]
    [InlineData("device wer --current-ua 150 --pulse-ns 10 --method fokker-planck --trajectories 100",
        "--trajectories: goes with --method monte-carlo and mc-extrapolate")]
    [InlineData("device write-point --current-ua 150 --pulse-ns 10 --seed 3", "--seed: goes with --method m")]
    [InlineData("device plot --figure population --out x.svg --seed 3", "--seed: goes with the figures 5, 6a and 6b")]
    [InlineData("device population --current-ua 150 --pulse-ns 10 --distribution lognormal",
        "--distribution: goes with --variation or a sigma")]
    [InlineData("device population --current-ua 150 --pulse-ns 10 --drive voltage", "--drive: goes with --variation or a sigma")]
    [InlineData("reliability verify --max-attempts 2 --wer-per-attempt 0.1 --verify-ns 3", "--verify-ns: goes with --pulse-ns")]
    [InlineData("device read-margin --cell-voltage-v 0.2 --sigma-r-p-relative 0 --sigma-sense-offset-ua 1 --temperature-k 350",
        "--temperature-k")]
    [InlineData("device read-margin --cell-voltage-v 0 --sigma-r-p-relative 0.1 --sigma-sense-offset-ua 1", "--cell-voltage-v 0: allowed")]
    public void Mistakes_are_named(string arguments, string message)
    {
        CliRun run = CliRun.Of(arguments.Split(' '));
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(message, run.Errors, StringComparison.Ordinal);
    }

    private static JsonElement Json(string arguments)
    {
        CliRun run = CliRun.Of([.. arguments.Split(' '), "--json"]);
        Assert.True(run.ExitCode == 0, run.Errors);
        return JsonDocument.Parse(run.Output).RootElement;
    }
}
