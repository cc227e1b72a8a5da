namespace CycleSim.Kernel;

/// <summary>
/// Merge sort of a linked list of nodes: no memory beyond the stack, n log n comparisons in the worst case
/// and n when the list consists of a few ascending runs.
/// </summary>
internal static class EventListSorter
{
    public static void Sort(EventNode[] nodes, ref WheelSlot list)
    {
        // Bin i holds a sorted list made of 2^i runs, or 0; adding a run works like a binary counter.
        Span<int> bins = stackalloc int[32];
        bins.Clear();
        int rest = list.Head;
        while (rest != 0)
        {
            int run = rest;
            rest = CutRun(nodes, run);
            int bin = 0;
            for (; bins[bin] != 0; bin++)
            {
                run = Merge(nodes, bins[bin], run);
                bins[bin] = 0;
            }

            bins[bin] = run;
        }

        int sorted = 0;
        foreach (int bin in bins)
        {
            if (bin != 0)
                sorted = sorted == 0 ? bin : Merge(nodes, bin, sorted);
        }

        list.Head = sorted;
        int tail = sorted;
        while (nodes[tail].Next != 0)
            tail = nodes[tail].Next;
        list.Tail = tail;
        list.TailKey = nodes[tail].KeyInSlot;
    }

    // Ends the ascending run that starts at the given node and returns what follows it.
    private static int CutRun(EventNode[] nodes, int index)
    {
        int next = nodes[index].Next;
        while (next != 0 && !nodes[next].Precedes(in nodes[index]))
        {
            index = next;
            next = nodes[index].Next;
        }

        nodes[index].Next = 0;
        return next;
    }

    private static int Merge(EventNode[] nodes, int left, int right)
    {
        int head = 0;
        int tail = 0;
        while (left != 0 && right != 0)
        {
            int taken;
            if (nodes[right].Precedes(in nodes[left]))
            {
                taken = right;
                right = nodes[right].Next;
            }
            else
            {
                taken = left;
                left = nodes[left].Next;
            }

            if (tail == 0)
                head = taken;
            else
                nodes[tail].Next = taken;
            tail = taken;
        }

        int remainder = left != 0 ? left : right;
        if (tail == 0)
            return remainder;
        nodes[tail].Next = remainder;
        return head;
    }
}
