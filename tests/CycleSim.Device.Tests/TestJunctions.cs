using CycleSim.Configuration.Json;
using CycleSim.Configuration.Models;
using CycleSim.Device.Junction;

namespace CycleSim.Device.Tests;

/// <summary>Junctions for tests: the shipped ones and variants of their text.</summary>
internal static class TestJunctions
{
    internal static readonly MagneticTunnelJunction P55 = JunctionLoader.Load("P55");
    internal static readonly MagneticTunnelJunction T1 = JunctionLoader.Load("T1");

    /// <summary>Table I of the paper in another shape and size.</summary>
    internal static MagneticTunnelJunction TableOne(JunctionShape shape, double lengthNm, double widthNm) => T1 with
    {
        Shape = shape,
        LengthM = lengthNm * 1e-9,
        WidthM = widthNm * 1e-9,
    };

    /// <summary>The text of a shipped junction with one part replaced.</summary>
    internal static ConfigObject Edited(string oldText, string newText)
    {
        string text = ModelStore.ReadText(ModelKind.Devices, "p55").Text;
        Assert.Contains(oldText, text, StringComparison.Ordinal);
        return ConfigDocument.Parse(text.Replace(oldText, newText, StringComparison.Ordinal), "edited.json");
    }
}
