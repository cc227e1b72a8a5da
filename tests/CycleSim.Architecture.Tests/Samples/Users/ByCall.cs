using CycleSim.Architecture.Tests.Samples.Used;

namespace CycleSim.Architecture.Tests.Samples.Users;

internal static class ByCall
{
    internal static void Count() => Known.Count++;
}
