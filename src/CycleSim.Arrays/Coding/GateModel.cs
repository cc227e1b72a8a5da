using CycleSim.Configuration.Keys;

namespace CycleSim.Arrays.Coding;

/// <summary>What a gate costs of which encoders and decoders are made: every one counts as an XOR with two inputs.</summary>
/// <param name="NodeNm">Node that the other values are for, in nm.</param>
/// <param name="AreaUm2">Area in um², with its share of wiring.</param>
/// <param name="EnergyFj">Energy of one operation on new inputs, in fJ.</param>
/// <param name="DelayPs">Delay in ps.</param>
/// <param name="LeakageNw">Static power in nW.</param>
public sealed record GateModel(double NodeNm, double AreaUm2, double EnergyFj, double DelayPs, double LeakageNw)
{
    /// <summary>The gate at another node: lengths shrink, voltages stay, so area goes as the square, the rest as lengths.</summary>
    /// <param name="nodeNm">The node in nm.</param>
    public GateModel ScaledTo(double nodeNm)
    {
        double scale = nodeNm / NodeNm;
        return new(nodeNm, AreaUm2 * scale * scale, EnergyFj * scale, DelayPs * scale, LeakageNw * scale);
    }

    /// <summary>The gate that keys describe.</summary>
    internal static GateModel Read(KeyValues keys) => new(
        keys.Get(GateKeys.Node), keys.Get(GateKeys.Area), keys.Get(GateKeys.Energy), keys.Get(GateKeys.Delay),
        keys.Get(GateKeys.Leakage));
}
