using CycleSim.Arrays.Technology;

namespace CycleSim.Arrays.Circuit;

/// <summary>Turns up to nine address bits into one-hot lines: one basic decoder, or two or three whose outputs are combined.</summary>
internal readonly record struct PredecodeBlock(double Latency, double RampOut, double Energy, double Leakage, double Area)
{
    /// <summary>Max address bits of a block; with two blocks that is 2^18 rows.</summary>
    public const int MaxBits = 9;

    private static readonly PredecodeBlock None = new(0, Ramp.Step, 0, 0, 0);

    /// <summary>Builds a block.</summary>
    /// <param name="process">The process.</param>
    /// <param name="bits">Address bits, 0 to 9.</param>
    /// <param name="loadCap">Capacitance of each output line.</param>
    public static PredecodeBlock Create(ProcessNode process, int bits, double loadCap) => bits switch
    {
        0 => None,
        <= 3 => Single(process, bits, loadCap),
        <= MaxBits => Combined(process, bits, loadCap),
        _ => throw new ArgumentOutOfRangeException(nameof(bits)),
    };

    private static PredecodeBlock Single(ProcessNode process, int bits, double loadCap)
    {
        Decoder decoder = Decoder.Basic(process, bits, loadCap);
        double ramp = Ramp.Step;
        double latency = decoder.Delay(ref ramp);
        int outputs = 1 << bits;
        return new(latency, ramp, decoder.Energy, decoder.Leakage * outputs, decoder.Height * outputs * decoder.Width);
    }

    private static PredecodeBlock Combined(ProcessNode process, int bits, double loadCap)
    {
        // 3-to-8 decoders and, for the rest, one or two 2-to-4 ones.
        int small = bits % 3 == 0 ? 0 : 3 - bits % 3;
        int large = (bits - 2 * small) / 3;
        Decoder combine = Decoder.ForRows(process, 1 << bits, small + large == 3, loadCap, 0, DriverStyle.Fast);
        double outputs = 1 << bits;
        Part first = Part.Of(process, small > 0 ? 2 : 3, bits, combine, null);
        Part? second = small > 0 && large > 0 ? Part.Of(process, 3, bits, combine, first) : null;

        int firstCount = small > 0 ? small : large;
        int secondCount = second is null ? 0 : large;
        double height = firstCount * first.Height + secondCount * (second?.Height ?? 0);
        double width = Math.Max(first.Width, second?.Width ?? 0) + combine.Width;
        return new(
            Math.Max(first.Latency, second?.Latency ?? 0),
            Math.Max(first.RampOut, second?.RampOut ?? 0),
            first.Energy + (second?.Energy ?? 0) + combine.Energy,
            first.Leakage + (second?.Leakage ?? 0) + combine.Leakage * outputs,
            width * Math.Max(height, combine.Height * outputs));
    }

    /// <summary>The basic decoders of one width. Like NVSim, their energy and leakage are counted once, their area for each.</summary>
    private readonly record struct Part(
        double OwnLatency, double Latency, double RampOut, double Energy, double Leakage, double Height, double Width)
    {
        public static Part Of(ProcessNode process, int decoderBits, int bits, Decoder combine, Part? before)
        {
            // Each line of a decoder selects among all combinations of the others.
            Decoder decoder = Decoder.Basic(process, decoderBits, (1 << (bits - decoderBits)) * combine.InputCap);
            double ramp = Ramp.Step;
            double own = decoder.Delay(ref ramp);
            double combined = combine.Delay(ref ramp);

            // The reference counts the first part's delay for the second one too.
            double latency = (before?.OwnLatency ?? own) + combined;
            int outputs = 1 << decoderBits;
            return new(own, latency, ramp, decoder.Energy, decoder.Leakage * outputs, decoder.Height * outputs, decoder.Width);
        }
    }
}
