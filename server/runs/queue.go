package runs

// A queue is first in, first out. The zero value is empty.
type queue[T any] struct {
	items []T
	head  int // the items before it have been taken
}

func (q *queue[T]) len() int { return len(q.items) - q.head }

func (q *queue[T]) push(item T) { q.items = append(q.items, item) }

func (q *queue[T]) front() T { return q.items[q.head] }

// pop takes the first item out. The room of those taken is used again when they
// are half of all.
func (q *queue[T]) pop() T {
	var none T
	item := q.items[q.head]
	q.items[q.head] = none
	q.head++
	if q.head*2 >= len(q.items) {
		rest := copy(q.items, q.items[q.head:])
		clear(q.items[rest:])
		q.items, q.head = q.items[:rest], 0
	}
	return item
}
