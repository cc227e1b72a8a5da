using CycleSim.Configuration.Keys;
using CycleSim.Workloads.Networks;

namespace CycleSim.Workloads.Files;

/// <summary>The keys of "input" in a network's file.</summary>
internal static class InputKeys
{
    internal static readonly KeySet All = new("image", "Shape of one image, or length of one sequence of tokens.");

    internal static readonly Key<int> Channels = All.Int(
        "channels", "Channels, e.g. 3 colours.", 1, NetworkLimits.Channels, whenMissing: "the input is tokens");

    internal static readonly Key<int> Height = All.Int(
        "height", "Rows.", 1, NetworkLimits.Edge, "pixels", whenMissing: "the input is tokens");

    internal static readonly Key<int> Width = All.Int(
        "width", "Columns.", 1, NetworkLimits.Edge, "pixels", whenMissing: "the input is tokens");

    internal static readonly Key<int> Tokens = All.Int(
        "tokens", "Tokens of a sequence, instead of an image.", 1, NetworkLimits.Vocabulary, whenMissing: "the input is an image");
}
