using CycleSim.Arrays.Circuit;
using CycleSim.Arrays.Technology;

namespace CycleSim.Arrays.Search;

/// <summary>The metals of mats and H-tree, and how the H-tree is driven.</summary>
internal sealed record HtreeWires(WireStyle Local, WireStyle Global, WireDrive Drive)
{
    public override string ToString()
    {
        string drive = Drive switch
        {
            WireDrive.Unrepeated => "unrepeated",
            WireDrive.Repeated => "repeated",
            _ => "low-swing",
        };
        return Global == WireStyle.Conservative ? drive + " conservative" : drive;
    }
}
