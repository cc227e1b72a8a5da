using CycleSim.Dram.Requests;
using CycleSim.Kernel;

namespace CycleSim.Accelerator.Components;

/// <summary>A request of a <see cref="DramPort"/>.</summary>
/// <param name="Request">The request.</param>
/// <param name="Done">Happens when it is done.</param>
internal readonly record struct PortRequest(DramRequest Request, Event Done);
