using CycleSim.Architecture.Tests.Samples.Used;

namespace CycleSim.Architecture.Tests.Samples.Users;

internal static class ByGenericCall
{
    internal static object Make() => Activator.CreateInstance<Known>();
}
