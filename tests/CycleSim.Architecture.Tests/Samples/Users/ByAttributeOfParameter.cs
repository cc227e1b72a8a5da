using CycleSim.Architecture.Tests.Samples.Used;

namespace CycleSim.Architecture.Tests.Samples.Users;

internal sealed class ByAttributeOfParameter
{
    internal static int Twice([Known] int value) => 2 * value;
}
