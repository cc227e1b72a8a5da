using CycleSim.Configuration.Keys;
using CycleSim.Device.Codes;

namespace CycleSim.Arrays.Coding;

/// <summary>The keys of "code" in a memory technology's file.</summary>
internal static class MemoryCodeKeys
{
    internal static readonly KeySet All = new(
        "memory code", "An error correcting code: check bits beside the data bits of each access, an encoder and a decoder.");

    internal static readonly Key<string> Name = All.String("name", $"The code: {CodeTable.NamesText}.", canBeEmpty: false);

    internal static readonly Key<int> DataBits = All.Int(
        "data_bits", "Data bits of a word; access_bits is a multiple.", 1, CodeTable.MaxDataBits, "bits");

    internal static readonly Key<KeyValues> Gates = All.Object(
        "gates", "What a gate of encoder and decoder costs.", GateKeys.All, "the defaults of its keys, which are assumptions");
}
