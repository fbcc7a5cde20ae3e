"""What one rendered page teaches (渲染所得): calls and addresses that are asked for over plain HTTP after it."""
