using System.Numerics;
using CycleSim.Device.Codes;
using CycleSim.Device.WordErrors;
using CycleSim.Platform;
using CycleSim.Reference;
using Xunit.Abstractions;

namespace CycleSim.Device.Tests;

/// <summary>How often words fail behind a code.</summary>
public sealed class WordErrorTests(ITestOutputHelper output)
{
    [Fact]
    public void Failure_is_that_of_the_reference()
    {
        ReferenceValue compare = new(1e-10);
        IReadOnlyList<ReferenceRow> table = ReferenceFile.Table("reliability/ecc_failure.csv");
        foreach (IGrouping<string, ReferenceRow> rows in table.GroupBy(row => row.Text("code")))
        {
            ErrorCorrectingCode code = CodeTests.Of(rows.Key);
            if (code.CheckBits is > 26 and <= 32 && !CodeTests.Slow)
                continue;
            WordFailureModel model = new(code);
            foreach (ReferenceRow row in rows)
            {
                WordFailure failure = model.At(row.Number("raw_bit_error_rate"));
                compare.Check(row, "p_word_uncorrectable", failure.Uncorrectable);
                compare.Check(row, "p_word_detected", failure.Detected);
                compare.Check(row, "p_word_miscorrected_exact", failure.Miscorrected);
                compare.Check(row, "p_word_miscorrected_uniform_syndrome", failure.MiscorrectedUniform);
                compare.Check(row, "ber_after_raw_on_failure", failure.BitErrorRate);
                compare.Check(row, "ber_after_upper_bound", failure.BitErrorRateUpperBound);
                compare.Check(row, "ber_after_exact", failure.BitErrorRateExact);
                compare.Check(row, "ber_after_uniform_syndrome", failure.BitErrorRateUniform);
            }
        }

        output.WriteLine($"{compare.Largest:G3}");
    }

    [Fact]
    public void Rates_that_meet_a_target_are_those_of_the_reference()
    {
        ReferenceValue compare = new(1e-10);
        foreach (ReferenceRow row in ReferenceFile.Table("reliability/ecc_required.csv"))
        {
            FailureTarget target = new(
                Enum.Parse<TargetKind>(row.Text("target_kind"), ignoreCase: true), row.Number("target"),
                row.Text("memory_bytes").Length == 0 ? 1 : row.Number("memory_bytes"));
            compare.Check(row, "raw_bit_error_rate_allowed", target.AllowedRawBitErrorRate(CodeTests.Of(row)));
        }

        output.WriteLine($"{compare.Largest:G3}");
    }

    [Fact]
    public void Failure_of_bits_that_toggle_is_that_of_the_reference()
    {
        ReferenceValue compare = new(1e-10);
        foreach (ReferenceRow row in ReferenceFile.Table("reliability/ecc_toggle.csv"))
        {
            ToggleFailure failure =
                ToggleFailureModel.At(CodeTests.Of(row), row.Number("toggle_probability_data"), row.Number("wer"));
            compare.Check(row, "raw_bit_error_rate_data", failure.DataBitErrorRate);
            compare.Check(row, "raw_bit_error_rate_mean", failure.MeanBitErrorRate);
            compare.Check(row, "raw_bit_error_rate_data_stationary", failure.StationaryDataBitErrorRate);
            compare.Check(row, "pulses_per_data_bit_toggling_only", failure.PulsesPerDataBit);
            compare.Check(row, "p_word_uncorrectable", failure.Uncorrectable);
            compare.Check(row, "p_word_uncorrectable_mean_rate_binomial", failure.UncorrectableAtMeanRate);
            compare.Check(row, "p_word_uncorrectable_flip_model", failure.UncorrectableWhenAllFail);
        }

        output.WriteLine($"{compare.Largest:G3}");
    }

    /// <summary>Every pattern of wrong bits through the real decoder, weighted with its probability.</summary>
    [Theory]
    [MemberData(nameof(CodeTests.ShortCodes), MemberType = typeof(CodeTests))]
    public void The_decoder_fails_as_often_as_the_weights_say(string name, int dataBits)
    {
        ErrorCorrectingCode code = CodeTable.Create(name, dataBits);
        const double rate = 0.07;
        double detected = 0, miscorrected = 0, wrongBits = 0;
        ulong codeword = code.Encode([(1UL << (dataBits / 2)) | 1])[0];
        for (ulong errors = 1; errors < 1UL << code.CodewordBits; errors++)
        {
            int wrong = BitOperations.PopCount(errors);
            double probability = Math.Pow(rate, wrong) * Math.Pow(1 - rate, code.CodewordBits - wrong);
            ulong[] word = [codeword ^ errors];
            bool gaveUp = code.Decode(word) == DecodeOutcome.Detected;
            if (word[0] == codeword)
                continue;
            detected += gaveUp ? probability : 0;
            miscorrected += gaveUp ? 0 : probability;
            wrongBits += probability * BitOperations.PopCount(word[0] ^ codeword) / code.CodewordBits;
        }

        WordFailure failure = new WordFailureModel(code).At(rate);
        Assert.Equal(detected, failure.Detected, 1e-12);
        Assert.Equal(miscorrected, failure.Miscorrected!.Value, 1e-12);
        Assert.Equal(wrongBits, failure.BitErrorRateExact!.Value, 1e-12);
        Assert.Equal(detected + miscorrected, failure.Uncorrectable, 1e-12);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(1e-250)]
    [InlineData(0.5)]
    [InlineData(0.999)]
    public void Extreme_rates_have_figures(double rate)
    {
        foreach ((string name, int bits) in new[] { ("none", 8000), ("sec-ded", 8000), ("bch14x", 8000), ("bch2", 1) })
        {
            double failing = WordFailureModel.Uncorrectable(CodeTable.Create(name, bits), rate);
            Assert.InRange(failing, 0, 1);
        }

        WordFailure failure = new WordFailureModel(CodeTable.Create("sec-ded", 64)).At(rate);
        Assert.InRange(failure.Miscorrected!.Value, 0, 1);
    }

    [Theory]
    [InlineData(-1e-9)]
    [InlineData(1.0)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Rates_out_of_range_are_refused(double rate)
    {
        ErrorCorrectingCode code = CodeTable.Create("sec", 8);
        Assert.Contains("0 to below 1", Assert.Throws<InputException>(() => new WordFailureModel(code).At(rate)).Message,
            StringComparison.Ordinal);
        Assert.Throws<InputException>(() => ToggleFailureModel.At(code, 0.5, rate));
        Assert.Contains("a target of", Assert.Throws<InputException>(() => new FailureTarget(TargetKind.Word, rate)).Message,
            StringComparison.Ordinal);
    }

    /// <summary>The highest rate that is looked for is 1e-9 below 1.</summary>
    [Fact]
    public void A_target_that_every_rate_meets_is_refused()
    {
        ErrorCorrectingCode code = CodeTable.Create("sec", 64);
        var never = new FailureTarget(TargetKind.Ber, 1 - 1e-12);
        InputException problem = Assert.Throws<InputException>(() => never.AllowedRawBitErrorRate(code));
        Assert.Contains("is met by SEC(71,64) at any raw bit error rate", problem.Message, StringComparison.Ordinal);
        double allowed = new FailureTarget(TargetKind.Ber, 0.99).AllowedRawBitErrorRate(code);
        Assert.Equal(0.99, WordFailureModel.BitErrorRate(code, allowed), 1e-9);
    }

    /// <summary>Bits that all toggle: the flip model; and the target is met exactly where the failure has its value.</summary>
    [Fact]
    public void Models_agree_where_they_must()
    {
        foreach (string name in new[] { "none", "sec", "sec-ded", "bch3", "bch2x" })
        {
            ErrorCorrectingCode code = CodeTable.Create(name, 100);
            double allowed = new FailureTarget(TargetKind.Word, 1e-12).AllowedRawBitErrorRate(code);
            Assert.Equal(1, WordFailureModel.Uncorrectable(code, allowed) / 1e-12, 1e-10);
            double memory = new FailureTarget(TargetKind.Memory, 1e-12, 12.5).AllowedRawBitErrorRate(code);
            Assert.Equal(1, memory / allowed, 1e-10);
        }

        ToggleFailure none = ToggleFailureModel.At(CodeTable.Create("none", 100), 1, 1e-3);
        Assert.Equal(1, none.Uncorrectable / none.UncorrectableWhenAllFail, 1e-12);
        Assert.Equal(0, ToggleFailureModel.At(CodeTable.Create("sec", 100), 0, 1e-3).Uncorrectable);
    }
}
