using CycleSim.Device.Codes;

namespace CycleSim.Arrays.Coding;

/// <summary>Encoders and decoders of the words of an access, from counts of gates.</summary>
public sealed record CodeCircuits
{
    private const double PicoPerFemto = 1e-3;
    private const double NanoPerPico = 1e-3;
    private const double Mm2PerUm2 = 1e-6;
    private const double MilliPerNano = 1e-6;

    /// <summary>Makes the circuits.</summary>
    /// <param name="code">The code and its gates.</param>
    /// <param name="words">Words of an access; each has its own encoder and decoder.</param>
    /// <param name="nodeNm">Node of the memory in nm.</param>
    public CodeCircuits(MemoryCode code, int words, double nodeNm)
    {
        ArgumentNullException.ThrowIfNull(code);
        Gate = code.Gates.ScaledTo(nodeNm);
        Encoder = code.Code.Encoder;
        Decoder = DecoderCost.Of(code.Code);
        Words = words;
    }

    /// <summary>The gate at the memory's node.</summary>
    public GateModel Gate { get; }

    /// <summary>Size of one encoder; null without check bits.</summary>
    public EncoderCost? Encoder { get; }

    /// <summary>Size of one decoder; null without check bits.</summary>
    public DecoderCost? Decoder { get; }

    /// <summary>Encoders and decoders side by side.</summary>
    public int Words { get; }

    /// <summary>What encoding adds to the latency of a write, ns.</summary>
    public double EncoderLatencyNs => (Encoder?.XorDepth ?? 0) * Gate.DelayPs * NanoPerPico;

    /// <summary>What decoding with correction adds to the latency of a read, ns: a memory of fixed latency waits for it always.</summary>
    public double DecoderLatencyNs => (Decoder?.Depth ?? 0) * Gate.DelayPs * NanoPerPico;

    /// <summary>Part of <see cref="DecoderLatencyNs"/> until it is known whether the word is a codeword.</summary>
    public double SyndromeLatencyNs => (Decoder?.SyndromeXorDepth ?? 0) * Gate.DelayPs * NanoPerPico;

    /// <summary>Energy of encoding an access in pJ.</summary>
    public double EncoderEnergyPj => EnergyPj(Encoder?.XorCount);

    /// <summary>Energy of checking an access in pJ: the rest of the decoder sees zeros and does not switch.</summary>
    public double DecoderEnergyPj => EnergyPj(Decoder?.SyndromeXorCount);

    /// <summary>Energy of correcting one word in pJ, beyond checking; in no metrics of the array, as few words need it.</summary>
    public double CorrectionEnergyPj => (Decoder?.CorrectionOperations ?? 0) * Gate.EnergyFj * PicoPerFemto;

    /// <summary>Area of all encoders in mm².</summary>
    public double EncoderAreaMm2 => Words * (Encoder?.XorCount ?? 0) * Gate.AreaUm2 * Mm2PerUm2;

    /// <summary>Area of all decoders in mm².</summary>
    public double DecoderAreaMm2 => Words * (Decoder?.Gates ?? 0) * Gate.AreaUm2 * Mm2PerUm2;

    /// <summary>Static power of all encoders in mW.</summary>
    public double EncoderLeakageMw => Words * (Encoder?.XorCount ?? 0) * Gate.LeakageNw * MilliPerNano;

    /// <summary>Static power of all decoders in mW.</summary>
    public double DecoderLeakageMw => Words * (Decoder?.Gates ?? 0) * Gate.LeakageNw * MilliPerNano;

    private double EnergyPj(long? gates) => Words * (gates ?? 0) * Gate.EnergyFj * PicoPerFemto;
}
